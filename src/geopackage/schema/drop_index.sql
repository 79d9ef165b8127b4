-- Takes a layer's R-tree away, so that many rows can be written without it.
DROP TRIGGER IF EXISTS rtree_{table}_geom_insert;
DROP TRIGGER IF EXISTS rtree_{table}_geom_update1;
DROP TRIGGER IF EXISTS rtree_{table}_geom_update2;
DROP TRIGGER IF EXISTS rtree_{table}_geom_update3;
DROP TRIGGER IF EXISTS rtree_{table}_geom_update4;
DROP TRIGGER IF EXISTS rtree_{table}_geom_delete;
DROP TABLE IF EXISTS rtree_{table}_geom;
DELETE FROM gpkg_extensions WHERE table_name = '{table}' AND extension_name = 'gpkg_rtree_index';
