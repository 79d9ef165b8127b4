<qgis hasScaleBasedVisibilityFlag="0" labelsEnabled="0" maxScale="0" minScale="100000000" readOnly="0" simplifyAlgorithm="0" simplifyDrawingHints="1" simplifyDrawingTol="1" simplifyLocal="1" simplifyMaxScale="1" styleCategories="AllStyleCategories" symbologyReferenceScale="-1" version="3.22.16-Białowieża">
 <flags>
  <Identifiable>1</Identifiable>
  <Removable>1</Removable>
  <Searchable>1</Searchable>
  <Private>0</Private>
 </flags>
 <temporal accumulate="0" durationField="" durationUnit="min" enabled="1" endExpression="" endField="date_end" fixedDuration="0" limitMode="1" mode="1" startExpression="" startField="date_end">
  <fixedRange>
   <start />
   <end />
  </fixedRange>
 </temporal>
 <renderer-v2 circleColor="0,0,0,0" circleRadiusAddition="0" circleWidth="0" enableorderby="0" forceraster="0" labelAttributeName="" labelColor="0,0,0,255" labelDistanceFactor="0.5" maxLabelScaleDenominator="0" placement="1" referencescale="-1" symbollevels="0" tolerance="0.4" toleranceUnit="MM" toleranceUnitScale="3x:0,0,0,0,0,0" type="pointDisplacement">
  <labelFontProperties description="DejaVu LGC Sans,12,-1,5,50,0,0,0,0,0" style="" />
  <renderer-v2 enableorderby="0" forceraster="0" referencescale="-1" symbollevels="0" type="singleSymbol">
   <symbols>
    <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="0" type="marker">
     <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
      <Option type="Map">
       <Option name="angle" type="QString" value="0" />
       <Option name="cap_style" type="QString" value="square" />
       <Option name="color" type="QString" value="255,255,255,190" />
       <Option name="horizontal_anchor_point" type="QString" value="1" />
       <Option name="joinstyle" type="QString" value="bevel" />
       <Option name="name" type="QString" value="diamond" />
       <Option name="offset" type="QString" value="0,0" />
       <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
       <Option name="offset_unit" type="QString" value="MM" />
       <Option name="outline_color" type="QString" value="91,101,115,255" />
       <Option name="outline_style" type="QString" value="solid" />
       <Option name="outline_width" type="QString" value="0.4" />
       <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
       <Option name="outline_width_unit" type="QString" value="MM" />
       <Option name="scale_method" type="QString" value="diameter" />
       <Option name="size" type="QString" value="3.4" />
       <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
       <Option name="size_unit" type="QString" value="MM" />
       <Option name="vertical_anchor_point" type="QString" value="1" />
      </Option>
     </layer>
    </symbol>
   </symbols>
   <rotation />
   <sizescale />
  </renderer-v2>
  <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="centerSymbol" type="marker">
   <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
    <Option type="Map">
     <Option name="angle" type="QString" value="0" />
     <Option name="cap_style" type="QString" value="square" />
     <Option name="color" type="QString" value="0,0,0,0" />
     <Option name="horizontal_anchor_point" type="QString" value="1" />
     <Option name="joinstyle" type="QString" value="bevel" />
     <Option name="name" type="QString" value="circle" />
     <Option name="offset" type="QString" value="0,0" />
     <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
     <Option name="offset_unit" type="QString" value="MM" />
     <Option name="outline_color" type="QString" value="35,35,35,255" />
     <Option name="outline_style" type="QString" value="no" />
     <Option name="outline_width" type="QString" value="0" />
     <Option name="outline_width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
     <Option name="outline_width_unit" type="QString" value="MM" />
     <Option name="scale_method" type="QString" value="diameter" />
     <Option name="size" type="QString" value="0.1" />
     <Option name="size_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
     <Option name="size_unit" type="QString" value="MM" />
     <Option name="vertical_anchor_point" type="QString" value="1" />
    </Option>
   </layer>
  </symbol>
 </renderer-v2>
 <blendMode>0</blendMode>
 <featureBlendMode>0</featureBlendMode>
 <layerOpacity>1</layerOpacity>
 <fieldConfiguration>
  <field configurationFlags="None" name="fid">
   <editWidget type="Hidden">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="id">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="type">
   <editWidget type="ValueMap">
    <config>
     <Option type="Map">
      <Option name="map" type="List">
       <Option type="Map">
        <Option name="ground assault" type="QString" value="ground_assault" />
       </Option>
       <Option type="Map">
        <Option name="assault repelled" type="QString" value="assault_repelled" />
       </Option>
       <Option type="Map">
        <Option name="clash" type="QString" value="clash" />
       </Option>
       <Option type="Map">
        <Option name="advance" type="QString" value="advance" />
       </Option>
       <Option type="Map">
        <Option name="capture" type="QString" value="capture" />
       </Option>
       <Option type="Map">
        <Option name="withdrawal" type="QString" value="withdrawal" />
       </Option>
       <Option type="Map">
        <Option name="incursion" type="QString" value="incursion" />
       </Option>
       <Option type="Map">
        <Option name="sabotage group" type="QString" value="sabotage" />
       </Option>
       <Option type="Map">
        <Option name="strike, weapon not said" type="QString" value="strike" />
       </Option>
       <Option type="Map">
        <Option name="shelling" type="QString" value="shelling" />
       </Option>
       <Option type="Map">
        <Option name="rocket artillery" type="QString" value="mlrs_strike" />
       </Option>
       <Option type="Map">
        <Option name="air strike" type="QString" value="air_strike" />
       </Option>
       <Option type="Map">
        <Option name="glide bomb" type="QString" value="glide_bomb" />
       </Option>
       <Option type="Map">
        <Option name="missile strike" type="QString" value="missile_strike" />
       </Option>
       <Option type="Map">
        <Option name="drone strike" type="QString" value="drone_strike" />
       </Option>
       <Option type="Map">
        <Option name="naval strike" type="QString" value="naval_strike" />
       </Option>
       <Option type="Map">
        <Option name="mine" type="QString" value="mine" />
       </Option>
       <Option type="Map">
        <Option name="air defence" type="QString" value="air_defence" />
       </Option>
       <Option type="Map">
        <Option name="evacuation" type="QString" value="evacuation" />
       </Option>
       <Option type="Map">
        <Option name="civilians harmed" type="QString" value="civilian_harm" />
       </Option>
       <Option type="Map">
        <Option name="infrastructure damaged" type="QString" value="infrastructure_damage" />
       </Option>
       <Option type="Map">
        <Option name="movement" type="QString" value="movement" />
       </Option>
       <Option type="Map">
        <Option name="other" type="QString" value="other" />
       </Option>
      </Option>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="outcome">
   <editWidget type="ValueMap">
    <config>
     <Option type="Map">
      <Option name="map" type="List">
       <Option type="Map">
        <Option name="repelled" type="QString" value="repelled" />
       </Option>
       <Option type="Map">
        <Option name="ongoing" type="QString" value="ongoing" />
       </Option>
       <Option type="Map">
        <Option name="success claimed" type="QString" value="success_claimed" />
       </Option>
       <Option type="Map">
        <Option name="no change" type="QString" value="no_change" />
       </Option>
       <Option type="Map">
        <Option name="intercepted" type="QString" value="intercepted" />
       </Option>
       <Option type="Map">
        <Option name="hit" type="QString" value="hit" />
       </Option>
       <Option type="Map">
        <Option name="not said" type="QString" value="unknown" />
       </Option>
      </Option>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="date_start">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="date_end">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="date_precision">
   <editWidget type="ValueMap">
    <config>
     <Option type="Map">
      <Option name="map" type="List">
       <Option type="Map">
        <Option name="the day" type="QString" value="day" />
       </Option>
       <Option type="Map">
        <Option name="a few days" type="QString" value="days" />
       </Option>
       <Option type="Map">
        <Option name="the week" type="QString" value="week" />
       </Option>
       <Option type="Map">
        <Option name="the month" type="QString" value="month" />
       </Option>
       <Option type="Map">
        <Option name="not known" type="QString" value="unknown" />
       </Option>
      </Option>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="date_basis">
   <editWidget type="ValueMap">
    <config>
     <Option type="Map">
      <Option name="map" type="List">
       <Option type="Map">
        <Option name="named in the text" type="QString" value="stated" />
       </Option>
       <Option type="Map">
        <Option name="counted from the text's day" type="QString" value="relative" />
       </Option>
       <Option type="Map">
        <Option name="the period of a briefing" type="QString" value="report_window" />
       </Option>
       <Option type="Map">
        <Option name="the day of publication alone" type="QString" value="published" />
       </Option>
       <Option type="Map">
        <Option name="nothing" type="QString" value="none" />
       </Option>
      </Option>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="place_id">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="place_name">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="place_name_uk">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="place_name_ru">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="admin1">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="admin2">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="country">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="longitude">
   <editWidget type="Hidden">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="latitude">
   <editWidget type="Hidden">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="role">
   <editWidget type="ValueMap">
    <config>
     <Option type="Map">
      <Option name="map" type="List">
       <Option type="Map">
        <Option name="at" type="QString" value="at" />
       </Option>
       <Option type="Map">
        <Option name="near" type="QString" value="near" />
       </Option>
       <Option type="Map">
        <Option name="toward" type="QString" value="toward" />
       </Option>
       <Option type="Map">
        <Option name="from" type="QString" value="from" />
       </Option>
       <Option type="Map">
        <Option name="in that region" type="QString" value="context" />
       </Option>
       <Option type="Map">
        <Option name="as a name for a government" type="QString" value="metonym" />
       </Option>
      </Option>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="precision">
   <editWidget type="ValueMap">
    <config>
     <Option type="Map">
      <Option name="map" type="List">
       <Option type="Map">
        <Option name="the settlement" type="QString" value="settlement" />
       </Option>
       <Option type="Map">
        <Option name="the surroundings of a settlement" type="QString" value="near_settlement" />
       </Option>
       <Option type="Map">
        <Option name="the district" type="QString" value="district" />
       </Option>
       <Option type="Map">
        <Option name="the region" type="QString" value="region" />
       </Option>
       <Option type="Map">
        <Option name="the country" type="QString" value="country" />
       </Option>
      </Option>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="uncertainty_m">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="axis">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="axis_basis">
   <editWidget type="ValueMap">
    <config>
     <Option type="Map">
      <Option name="map" type="List">
       <Option type="Map">
        <Option name="named in the text" type="QString" value="stated" />
       </Option>
       <Option type="Map">
        <Option name="place and day" type="QString" value="inferred" />
       </Option>
       <Option type="Map">
        <Option name="no axis near" type="QString" value="none" />
       </Option>
      </Option>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="initiator">
   <editWidget type="ValueMap">
    <config>
     <Option type="Map">
      <Option name="map" type="List">
       <Option type="Map">
        <Option name="Russia" type="QString" value="RU" />
       </Option>
       <Option type="Map">
        <Option name="Ukraine" type="QString" value="UA" />
       </Option>
       <Option type="Map">
        <Option name="armed group" type="QString" value="armed_group" />
       </Option>
       <Option type="Map">
        <Option name="civilians" type="QString" value="civilians" />
       </Option>
       <Option type="Map">
        <Option name="not said" type="QString" value="unknown" />
       </Option>
      </Option>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="initiator_words">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="target">
   <editWidget type="ValueMap">
    <config>
     <Option type="Map">
      <Option name="map" type="List">
       <Option type="Map">
        <Option name="Russia" type="QString" value="RU" />
       </Option>
       <Option type="Map">
        <Option name="Ukraine" type="QString" value="UA" />
       </Option>
       <Option type="Map">
        <Option name="armed group" type="QString" value="armed_group" />
       </Option>
       <Option type="Map">
        <Option name="civilians" type="QString" value="civilians" />
       </Option>
       <Option type="Map">
        <Option name="not said" type="QString" value="unknown" />
       </Option>
      </Option>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="target_words">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="claimants">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="true" />
      <Option name="UseHtml" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="claimant_sides">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="claimant_polarities">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="polarity">
   <editWidget type="ValueMap">
    <config>
     <Option type="Map">
      <Option name="map" type="List">
       <Option type="Map">
        <Option name="affirmed" type="QString" value="affirmed" />
       </Option>
       <Option type="Map">
        <Option name="denied" type="QString" value="denied" />
       </Option>
      </Option>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="modality">
   <editWidget type="ValueMap">
    <config>
     <Option type="Map">
      <Option name="map" type="List">
       <Option type="Map">
        <Option name="fact" type="QString" value="asserted" />
       </Option>
       <Option type="Map">
        <Option name="plan" type="QString" value="planned" />
       </Option>
       <Option type="Map">
        <Option name="possibility" type="QString" value="hypothetical" />
       </Option>
       <Option type="Map">
        <Option name="history" type="QString" value="background" />
       </Option>
      </Option>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="status">
   <editWidget type="ValueMap">
    <config>
     <Option type="Map">
      <Option name="map" type="List">
       <Option type="Map">
        <Option name="claimed by one side, or nobody's" type="QString" value="claimed" />
       </Option>
       <Option type="Map">
        <Option name="claimed by both sides" type="QString" value="claimed_by_both" />
       </Option>
       <Option type="Map">
        <Option name="disputed" type="QString" value="disputed" />
       </Option>
       <Option type="Map">
        <Option name="corroborated: several publishers" type="QString" value="corroborated" />
       </Option>
       <Option type="Map">
        <Option name="denied" type="QString" value="denied" />
       </Option>
      </Option>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="attacks">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="attacks_low">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="attacks_high">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="munitions">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="munitions_low">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="munitions_high">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="killed">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="killed_low">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="killed_high">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="wounded">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="wounded_low">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="wounded_high">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="captured">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="captured_low">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="captured_high">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="evacuated">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="evacuated_low">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="evacuated_high">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="downed">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="downed_low">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="downed_high">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="own_counts">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="scope">
   <editWidget type="ValueMap">
    <config>
     <Option type="Map">
      <Option name="map" type="List">
       <Option type="Map">
        <Option name="this event alone" type="QString" value="event" />
       </Option>
       <Option type="Map">
        <Option name="a list of places" type="QString" value="place_list" />
       </Option>
       <Option type="Map">
        <Option name="a whole axis" type="QString" value="axis" />
       </Option>
       <Option type="Map">
        <Option name="the whole front" type="QString" value="front" />
       </Option>
      </Option>
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="group_id">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="n_reports">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="n_sources">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="n_sides">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="quote">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="true" />
      <Option name="UseHtml" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="source">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="url">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="published">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="published_time">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="sha256">
   <editWidget type="Hidden">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="document">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="other_documents">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="true" />
      <Option name="UseHtml" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="other_sources">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="true" />
      <Option name="UseHtml" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="other_urls">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="true" />
      <Option name="UseHtml" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="other_quotes">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="true" />
      <Option name="UseHtml" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="rule">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="confidence">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="version">
   <editWidget type="Hidden">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="gazetteer_version">
   <editWidget type="Hidden">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="axes_version">
   <editWidget type="Hidden">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="lexicon_version">
   <editWidget type="Hidden">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="time">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
 </fieldConfiguration>
 <aliases>
  <alias field="fid" index="0" name="" />
  <alias field="id" index="1" name="Id" />
  <alias field="type" index="2" name="What happened" />
  <alias field="outcome" index="3" name="How it went" />
  <alias field="date_start" index="4" name="First day" />
  <alias field="date_end" index="5" name="Last day" />
  <alias field="date_precision" index="6" name="Day known to" />
  <alias field="date_basis" index="7" name="Day rests on" />
  <alias field="place_id" index="8" name="Place, id" />
  <alias field="place_name" index="9" name="Place" />
  <alias field="place_name_uk" index="10" name="Place, Ukrainian" />
  <alias field="place_name_ru" index="11" name="Place, Russian" />
  <alias field="admin1" index="12" name="Oblast" />
  <alias field="admin2" index="13" name="District" />
  <alias field="country" index="14" name="Country" />
  <alias field="longitude" index="15" name="Longitude" />
  <alias field="latitude" index="16" name="Latitude" />
  <alias field="role" index="17" name="At, near or toward" />
  <alias field="precision" index="18" name="Place known to" />
  <alias field="uncertainty_m" index="19" name="Uncertain by, metres" />
  <alias field="axis" index="20" name="Axis" />
  <alias field="axis_basis" index="21" name="Axis rests on" />
  <alias field="initiator" index="22" name="By" />
  <alias field="initiator_words" index="23" name="By, in words" />
  <alias field="target" index="24" name="Against" />
  <alias field="target_words" index="25" name="Against, in words" />
  <alias field="claimants" index="26" name="Who says so" />
  <alias field="claimant_sides" index="27" name="Their sides" />
  <alias field="claimant_polarities" index="28" name="Yes or no" />
  <alias field="polarity" index="29" name="Affirmed or denied" />
  <alias field="modality" index="30" name="Told as" />
  <alias field="status" index="31" name="How sure it is" />
  <alias field="attacks" index="32" name="Attacks" />
  <alias field="attacks_low" index="33" name="Attacks, at least" />
  <alias field="attacks_high" index="34" name="Attacks, at most" />
  <alias field="munitions" index="35" name="Munitions" />
  <alias field="munitions_low" index="36" name="Munitions, at least" />
  <alias field="munitions_high" index="37" name="Munitions, at most" />
  <alias field="killed" index="38" name="Killed" />
  <alias field="killed_low" index="39" name="Killed, at least" />
  <alias field="killed_high" index="40" name="Killed, at most" />
  <alias field="wounded" index="41" name="Wounded" />
  <alias field="wounded_low" index="42" name="Wounded, at least" />
  <alias field="wounded_high" index="43" name="Wounded, at most" />
  <alias field="captured" index="44" name="Captured" />
  <alias field="captured_low" index="45" name="Captured, at least" />
  <alias field="captured_high" index="46" name="Captured, at most" />
  <alias field="evacuated" index="47" name="Evacuated" />
  <alias field="evacuated_low" index="48" name="Evacuated, at least" />
  <alias field="evacuated_high" index="49" name="Evacuated, at most" />
  <alias field="downed" index="50" name="Shot down" />
  <alias field="downed_low" index="51" name="Shot down, at least" />
  <alias field="downed_high" index="52" name="Shot down, at most" />
  <alias field="own_counts" index="53" name="Numbers of its own" />
  <alias field="scope" index="54" name="Numbers count over" />
  <alias field="group_id" index="55" name="Shares its number with" />
  <alias field="n_reports" index="56" name="Reports" />
  <alias field="n_sources" index="57" name="Publishers" />
  <alias field="n_sides" index="58" name="Sides that speak" />
  <alias field="quote" index="59" name="Words" />
  <alias field="source" index="60" name="Published by" />
  <alias field="url" index="61" name="Link" />
  <alias field="published" index="62" name="Published on" />
  <alias field="published_time" index="63" name="Published at" />
  <alias field="sha256" index="64" name="" />
  <alias field="document" index="65" name="Document" />
  <alias field="other_documents" index="66" name="Other documents" />
  <alias field="other_sources" index="67" name="Other publishers" />
  <alias field="other_urls" index="68" name="Other links" />
  <alias field="other_quotes" index="69" name="Other words" />
  <alias field="rule" index="70" name="Rule that fired" />
  <alias field="confidence" index="71" name="Confidence, 0 to 1" />
  <alias field="version" index="72" name="" />
  <alias field="gazetteer_version" index="73" name="" />
  <alias field="axes_version" index="74" name="" />
  <alias field="lexicon_version" index="75" name="" />
  <alias field="time" index="76" name="" />
 </aliases>
 <previewExpression>"place_name"</previewExpression>
 <mapTip>&lt;div style="max-width: 26em; font-family: sans-serif"&gt;&lt;b&gt;[% coalesce(map_get(map('ground_assault', 'ground assault', 'assault_repelled', 'assault repelled', 'clash', 'clash', 'advance', 'advance', 'capture', 'capture', 'withdrawal', 'withdrawal', 'incursion', 'incursion', 'sabotage', 'sabotage group', 'strike', 'strike, weapon not said', 'shelling', 'shelling', 'mlrs_strike', 'rocket artillery', 'air_strike', 'air strike', 'glide_bomb', 'glide bomb', 'missile_strike', 'missile strike', 'drone_strike', 'drone strike', 'naval_strike', 'naval strike', 'mine', 'mine', 'air_defence', 'air defence', 'evacuation', 'evacuation', 'civilian_harm', 'civilians harmed', 'infrastructure_damage', 'infrastructure damaged', 'movement', 'movement', 'other', 'other'), "type"), replace(replace(replace(replace(replace(left(coalesce(to_string("type"), ''), 600), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;'), '"', '&amp;quot;'), '''', '&amp;#39;')) %]&lt;/b&gt;, [% coalesce(map_get(map('at', 'at', 'near', 'near', 'toward', 'toward', 'from', 'from', 'context', 'in that region', 'metonym', 'as a name for a government'), "role"), replace(replace(replace(replace(replace(left(coalesce(to_string("role"), ''), 600), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;'), '"', '&amp;quot;'), '''', '&amp;#39;')) %] &lt;b&gt;[% replace(replace(replace(replace(replace(left(coalesce(to_string("place_name"), ''), 600), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;'), '"', '&amp;quot;'), '''', '&amp;#39;') %]&lt;/b&gt;&lt;br&gt;[% if("date_start" = "date_end", to_string("date_end"), coalesce(to_string("date_start"), '?') || ' to ' || coalesce(to_string("date_end"), '?')) %] · [% coalesce(map_get(map('claimed', 'claimed by one side, or nobody''s', 'claimed_by_both', 'claimed by both sides', 'disputed', 'disputed', 'corroborated', 'corroborated: several publishers', 'denied', 'denied'), "status"), replace(replace(replace(replace(replace(left(coalesce(to_string("status"), ''), 600), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;'), '"', '&amp;quot;'), '''', '&amp;#39;')) %]&lt;br&gt;&lt;i&gt;“[% replace(replace(replace(replace(replace(left(coalesce(to_string("quote"), ''), 600), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;'), '"', '&amp;quot;'), '''', '&amp;#39;') %]”&lt;/i&gt;&lt;br&gt;[% replace(replace(replace(replace(replace(left(coalesce(to_string("source"), ''), 600), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;'), '"', '&amp;quot;'), '''', '&amp;#39;') %] [% replace(replace(replace(replace(replace(left(coalesce(to_string("published"), ''), 600), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;'), '"', '&amp;quot;'), '''', '&amp;#39;') %][% if(regexp_match(coalesce("url", ''), '^https?://[^\\s&lt;&gt;\'"\\x60]+$'), '&lt;br&gt;&lt;a href="' || replace(replace(replace(replace(replace(left(coalesce(to_string("url"), ''), 2000), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;'), '"', '&amp;quot;'), '''', '&amp;#39;') || '"&gt;' || replace(replace(replace(replace(replace(left(coalesce(to_string("url"), ''), 90), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;'), '"', '&amp;quot;'), '''', '&amp;#39;') || '&lt;/a&gt;', '') %]&lt;/div&gt;</mapTip>
 <layerGeometryType>0</layerGeometryType>
</qgis>
