#include "db/dataset_file.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

/* Offsets in the header of an SQLite file: https://www.sqlite.org/fileformat2.html#the_database_header */
enum { USER_VERSION_AT = 60, APPLICATION_ID_AT = 68, HEADER_BYTES = 100, CHUNK_BYTES = 256 * 1024 };

static const char magic[16] = "SQLite format 3"; /* with its NUL */

/** pread until length bytes or the end. @return how many were read; -1 with errno */
static ssize_t read_at(int fd, void *bytes, size_t length, off_t offset)
{
    size_t got = 0;

    while (got < length) {
        ssize_t step = pread(fd, (char *)bytes + got, length - got, offset + (off_t)got);

        if (step < 0 && errno == EINTR)
            continue;
        if (step < 0)
            return -1;
        if (step == 0)
            break;
        got += (size_t)step;
    }
    return (ssize_t)got;
}

/** Hashes the file chunk by chunk. @return false with errno */
static bool hash_file(int fd, XXH3_state_t *state, unsigned char *chunk)
{
    off_t offset = 0;
    ssize_t got;

    XXH3_64bits_reset(state);
    while ((got = read_at(fd, chunk, CHUNK_BYTES, offset)) > 0) {
        if (offset == 0 && got >= HEADER_BYTES)
            memset(chunk + USER_VERSION_AT, 0, sizeof(uint32_t));
        XXH3_64bits_update(state, chunk, (size_t)got);
        offset += got;
    }
    return got == 0;
}

/** @return false with errno if the file cannot be read or there is no memory */
static bool checksum_of(int fd, uint32_t *checksum)
{
    XXH3_state_t *state = XXH3_createState();
    unsigned char *chunk = malloc(CHUNK_BYTES);
    bool done = false;

    if (state && chunk)
        done = hash_file(fd, state, chunk);
    else
        errno = ENOMEM;
    if (done)
        *checksum = (uint32_t)XXH3_64bits_digest(state);
    free(chunk);
    XXH3_freeState(state);
    return done;
}

static uint32_t header_number(const unsigned char *header, size_t offset)
{
    uint32_t number;

    memcpy(&number, header + offset, sizeof number);
    return ntohl(number);
}

int dataset_file_open(const char *path)
{
    return open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

enum dataset_file_state dataset_file_examine(int fd)
{
    unsigned char header[HEADER_BYTES];
    struct stat status;
    uint32_t checksum;
    ssize_t got;

    if (fstat(fd, &status) != 0)
        return DATASET_FILE_UNREADABLE;
    if (!S_ISREG(status.st_mode))
        return DATASET_FILE_SPECIAL;
    got = read_at(fd, header, sizeof header, 0);
    if (got < 0)
        return DATASET_FILE_UNREADABLE;
    if (got < HEADER_BYTES || memcmp(header, magic, sizeof magic) != 0 ||
        header_number(header, APPLICATION_ID_AT) != APPLICATION_ID)
        return DATASET_FILE_FOREIGN;
    if (!checksum_of(fd, &checksum))
        return DATASET_FILE_UNREADABLE;
    return header_number(header, USER_VERSION_AT) == checksum ? DATASET_FILE_WHOLE : DATASET_FILE_DAMAGED;
}

bool dataset_file_seal(const char *path)
{
    int fd = open(path, O_RDWR | O_CLOEXEC);
    uint32_t checksum;
    bool sealed = false;

    if (fd < 0)
        return false;
    if (checksum_of(fd, &checksum)) {
        checksum = htonl(checksum);
        errno = ENOSPC; /* what a short write means; a failed one sets its own */
        sealed = pwrite(fd, &checksum, sizeof checksum, USER_VERSION_AT) == (ssize_t)sizeof checksum;
    }
    if (close(fd) != 0)
        sealed = false;
    return sealed;
}
