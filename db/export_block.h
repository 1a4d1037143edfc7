/**
 * How exports lie in the dataset: blocks of at most so many plain bytes, each as raw deflate up to a byte's end, so
 * that it can be inflated alone. Behind a header and before an end, which are rows like blocks, they are one member of
 * gzip: several members are gzip as well, but curl refuses them and browsers stop behind the first.
 */
#ifndef POVOLANI_EXPORT_BLOCK_H
#define POVOLANI_EXPORT_BLOCK_H

enum {
    EXPORT_BLOCK_BYTES = 128 * 1024, /* 2 % longer in gzip than 256 kB; a download under way holds one */
    EXPORT_PACKED_BYTES = EXPORT_BLOCK_BYTES + 4096, /* more than deflate needs where nothing can be saved */
    EXPORT_HEAD_START = -1,                          /* start of the row that has the header of gzip */
};

#endif
