/**
 * How exports lie in the dataset: blocks of at most so many plain bytes.
 */
#ifndef POVOLANI_EXPORT_BLOCK_H
#define POVOLANI_EXPORT_BLOCK_H

enum {
    EXPORT_BLOCK_BYTES = 128 * 1024, /* 2 % longer in gzip than 256 kB; a download under way holds one */
    EXPORT_MEMBER_BYTES = EXPORT_BLOCK_BYTES + 4096, /* more than what libdeflate needs where nothing can be saved */
};

#endif
