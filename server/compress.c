#include "server/compress.h"

#include <brotli/encode.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <zlib.h>

/* Below this the headers weigh more than what compression saves. */
enum { WORTHWHILE_BYTES = 256, GZIP_LEVEL = 6, BROTLI_QUALITY = 5, GZIP_WINDOW_BITS = 15 + 16 };

static bool gzip_begin(z_stream *stream)
{
    return deflateInit2(stream, GZIP_LEVEL, Z_DEFLATED, GZIP_WINDOW_BITS, 8, Z_DEFAULT_STRATEGY) == Z_OK;
}

/* Each writes at most length bytes to out. @return the bytes written; 0 if it fails or does not fit */
static size_t gzip(struct bytes body, unsigned char *out, size_t length)
{
    z_stream stream = {.next_in = (unsigned char *)body.at, .next_out = out};
    size_t written = 0;

    if (body.length > UINT_MAX || !gzip_begin(&stream))
        return 0;
    stream.avail_in = (unsigned)body.length;
    stream.avail_out = (unsigned)length;
    if (deflate(&stream, Z_FINISH) == Z_STREAM_END)
        written = stream.total_out;
    deflateEnd(&stream);
    return written;
}

static size_t brotli(struct bytes body, unsigned char *out, size_t length)
{
    if (!BrotliEncoderCompress(BROTLI_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, body.length,
                               (const unsigned char *)body.at, &length, out))
        return 0;
    return length;
}

struct bytes compress_body(struct bytes body, enum encoding encoding)
{
    struct bytes packed = {0};
    char *fitted;

    if (encoding == ENCODING_IDENTITY || body.length < WORTHWHILE_BYTES)
        return packed;
    packed.at = malloc(body.length - 1);
    if (!packed.at)
        return packed;
    packed.length = (encoding == ENCODING_GZIP ? gzip : brotli)(body, (unsigned char *)packed.at, body.length - 1);
    if (packed.length == 0) {
        free(packed.at);
        return (struct bytes){0};
    }
    fitted = realloc(packed.at, packed.length); /* it is kept in the cache */
    if (fitted)
        packed.at = fitted;
    return packed;
}

struct packer {
    z_stream stream;
};

struct packer *packer_new(void)
{
    struct packer *packer = calloc(1, sizeof *packer);

    if (packer && gzip_begin(&packer->stream))
        return packer;
    free(packer);
    return NULL;
}

void packer_free(struct packer *packer)
{
    if (packer)
        deflateEnd(&packer->stream);
    free(packer);
}

struct bytes packer_add(struct packer *packer, struct bytes piece, bool last)
{
    z_stream *stream = &packer->stream;
    /* What deflate may still hold of earlier pieces, its window, is less than the constant. */
    size_t room = deflateBound(stream, piece.length) + (1u << MAX_WBITS) * 2;
    struct bytes packed = {.at = piece.length < UINT_MAX / 2 ? malloc(room) : NULL};
    int code = Z_MEM_ERROR;

    if (packed.at) {
        stream->next_in = (unsigned char *)piece.at;
        stream->avail_in = (unsigned)piece.length;
        stream->next_out = (unsigned char *)packed.at;
        stream->avail_out = (unsigned)room;
        code = deflate(stream, last ? Z_FINISH : Z_NO_FLUSH);
        packed.length = room - stream->avail_out;
    }
    free(piece.at);
    if (code == (last ? Z_STREAM_END : Z_OK))
        return packed;
    free(packed.at);
    return (struct bytes){0};
}

const char *compress_name(enum encoding encoding)
{
    static const char *const names[ENCODING_COUNT] = {[ENCODING_GZIP] = "gzip", [ENCODING_BR] = "br"};

    return names[encoding];
}
