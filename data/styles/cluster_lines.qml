<qgis hasScaleBasedVisibilityFlag="0" labelsEnabled="0" maxScale="0" minScale="100000000" readOnly="0" simplifyAlgorithm="0" simplifyDrawingHints="1" simplifyDrawingTol="1" simplifyLocal="1" simplifyMaxScale="1" styleCategories="AllStyleCategories" symbologyReferenceScale="-1" version="3.22.16-Białowieża">
 <flags>
  <Identifiable>1</Identifiable>
  <Removable>1</Removable>
  <Searchable>1</Searchable>
  <Private>0</Private>
 </flags>
 <temporal accumulate="0" durationField="" durationUnit="min" enabled="1" endExpression="" endField="date_end" fixedDuration="0" limitMode="1" mode="2" startExpression="" startField="date_start">
  <fixedRange>
   <start />
   <end />
  </fixedRange>
 </temporal>
 <renderer-v2 enableorderby="0" forceraster="0" referencescale="-1" symbollevels="0" type="singleSymbol">
  <symbols>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="0" type="line">
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="align_dash_pattern" type="QString" value="0" />
      <Option name="capstyle" type="QString" value="square" />
      <Option name="customdash" type="QString" value="5;2" />
      <Option name="customdash_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
      <Option name="customdash_unit" type="QString" value="MM" />
      <Option name="dash_pattern_offset" type="QString" value="0" />
      <Option name="dash_pattern_offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
      <Option name="dash_pattern_offset_unit" type="QString" value="MM" />
      <Option name="draw_inside_polygon" type="QString" value="0" />
      <Option name="joinstyle" type="QString" value="bevel" />
      <Option name="line_color" type="QString" value="122,92,62,200" />
      <Option name="line_style" type="QString" value="dash" />
      <Option name="line_width" type="QString" value="0.35" />
      <Option name="line_width_unit" type="QString" value="MM" />
      <Option name="offset" type="QString" value="0" />
      <Option name="offset_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
      <Option name="offset_unit" type="QString" value="MM" />
      <Option name="ring_filter" type="QString" value="0" />
      <Option name="trim_distance_end" type="QString" value="0" />
      <Option name="trim_distance_end_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
      <Option name="trim_distance_end_unit" type="QString" value="MM" />
      <Option name="trim_distance_start" type="QString" value="0" />
      <Option name="trim_distance_start_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
      <Option name="trim_distance_start_unit" type="QString" value="MM" />
      <Option name="tweak_dash_pattern_on_corners" type="QString" value="0" />
      <Option name="use_custom_dash" type="QString" value="0" />
      <Option name="width_map_unit_scale" type="QString" value="3x:0,0,0,0,0,0" />
     </Option>
    </layer>
   </symbol>
  </symbols>
  <rotation />
  <sizescale />
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
  <field configurationFlags="None" name="id">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="day">
   <editWidget type="">
    <config>
     <Option />
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
  <field configurationFlags="None" name="n_events">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="n_events_on_day">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="n_places">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="per_day">
   <editWidget type="">
    <config>
     <Option />
    </config>
   </editWidget>
  </field>
  <field configurationFlags="None" name="trend">
   <editWidget type="ValueMap">
    <config>
     <Option type="Map">
      <Option name="map" type="List">
       <Option type="Map">
        <Option name="rising" type="QString" value="rising" />
       </Option>
       <Option type="Map">
        <Option name="steady" type="QString" value="steady" />
       </Option>
       <Option type="Map">
        <Option name="falling" type="QString" value="falling" />
       </Option>
       <Option type="Map">
        <Option name="new" type="QString" value="new" />
       </Option>
      </Option>
     </Option>
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
  <field configurationFlags="None" name="events">
   <editWidget type="Hidden">
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
 </fieldConfiguration>
 <aliases>
  <alias field="fid" index="0" name="" />
  <alias field="type" index="1" name="What happened" />
  <alias field="id" index="2" name="Id" />
  <alias field="day" index="3" name="Day" />
  <alias field="date_start" index="4" name="First day" />
  <alias field="date_end" index="5" name="Last day" />
  <alias field="n_events" index="6" name="Events" />
  <alias field="n_events_on_day" index="7" name="Events on the day" />
  <alias field="n_places" index="8" name="Places" />
  <alias field="per_day" index="9" name="Events of each day" />
  <alias field="trend" index="10" name="Against the days before" />
  <alias field="axis" index="11" name="Axis" />
  <alias field="longitude" index="12" name="Longitude" />
  <alias field="latitude" index="13" name="Latitude" />
  <alias field="events" index="14" name="" />
  <alias field="version" index="15" name="" />
 </aliases>
 <previewExpression>"id"</previewExpression>
 <mapTip>&lt;div style="max-width: 26em; font-family: sans-serif"&gt;&lt;b&gt;[% "n_events" %] events&lt;/b&gt; at [% "n_places" %] places, [% if("date_start" = "date_end", to_string("date_end"), coalesce(to_string("date_start"), '?') || ' to ' || coalesce(to_string("date_end"), '?')) %]&lt;br&gt;[% coalesce(coalesce(map_get(map('rising', 'rising', 'steady', 'steady', 'falling', 'falling', 'new', 'new'), "trend"), replace(replace(replace(replace(replace(left(coalesce(to_string("trend"), ''), 600), '&amp;', '&amp;amp;'), '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;'), '"', '&amp;quot;'), '''', '&amp;#39;')), '') %]&lt;/div&gt;</mapTip>
 <layerGeometryType>1</layerGeometryType>
</qgis>
