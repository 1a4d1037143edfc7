#include "db/import/repr_digest.h"

#include "model/text.h"

#include <nettle/base64.h>
#include <string.h>

/* "BASE64:" */
static bool read_base64(const char *text, char digest[static DIGEST_BYTES])
{
    enum { LENGTH = BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE) };
    struct base64_decode_ctx decode;
    uint8_t bytes[BASE64_DECODE_LENGTH(LENGTH)];
    size_t length = sizeof bytes;

    base64_decode_init(&decode);
    if (strcspn(text, ":") != LENGTH || !base64_decode_update(&decode, &length, bytes, LENGTH, text) ||
        !base64_decode_final(&decode) || length != SHA256_DIGEST_SIZE)
        return false;
    digest_of_sha256(bytes, digest);
    return true;
}

enum repr_digest_status repr_digest_read(const char *header, char digest[static DIGEST_BYTES])
{
    static const char name[] = "sha-256=";

    while (header && *header) {
        header += strspn(header, ", \t");
        if (text_starts_with(header, name)) {
            header += sizeof name - 1;
            return *header == ':' && read_base64(header + 1, digest) ? REPR_DIGEST_READ : REPR_DIGEST_MALFORMED;
        }
        header += strcspn(header, ",");
    }
    return REPR_DIGEST_NONE;
}
