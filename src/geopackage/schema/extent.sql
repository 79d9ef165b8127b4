-- What others are told of a layer: its extent, how many features it has, when it changed.
UPDATE gpkg_contents SET (min_x, min_y, max_x, max_y) = (
    SELECT min(ST_MinX(geom)), min(ST_MinY(geom)), max(ST_MaxX(geom)), max(ST_MaxY(geom))
    FROM {rows} WHERE geom NOTNULL AND NOT ST_IsEmpty(geom)
) WHERE table_name = '{table}';
