-- export_block: the block of an export that a byte is in. :id name of the export; the byte's place is :start in the
-- plain file, or :gzip_start in the file in gzip.
-- The store reads the columns by their order.
/*start*/ SELECT start, gzip
/*gzip_start*/ SELECT gzip_start, gzip
FROM export_block
WHERE export = :id
/*start*/ AND start <= :start ORDER BY start DESC LIMIT 1
/*gzip_start*/ AND gzip_start <= :gzip_start ORDER BY gzip_start DESC LIMIT 1
