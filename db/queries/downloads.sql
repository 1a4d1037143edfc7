-- downloads: the exports by name. :id name of the only one.
SELECT name, '/v1/export/' || name AS url, media_type, bytes, digest, gzip_bytes, gzip_digest
FROM export
WHERE TRUE
/*id*/ AND name = :id
ORDER BY name;
