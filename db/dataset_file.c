#include "db/dataset_file.h"

#include "db/dataset_seal.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Offsets in the header of an SQLite file: https://www.sqlite.org/fileformat2.html#the_database_header */
enum { PAGE_SIZE_AT = 16, PAGE_COUNT_AT = 28, APPLICATION_ID_AT = 68, HEADER_BYTES = 100 };

/* What is read to be checked: on the stack, and so much a call. */
enum { CHUNK_BYTES = 64 * 1024, CHECKED_CHUNKS = 4 };

_Static_assert((int)DATASET_BLOCK_BYTES == (int)SEAL_BLOCK_BYTES, "what is read is checked block by block");

static const char magic[16] = "SQLite format 3"; /* with its NUL */

struct dataset_file {
    atomic_uint references;
    int descriptor;
    int64_t page_bytes;
    unsigned char *seal;
    size_t seal_bytes;
    char digest[DIGEST_BYTES];
};

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

/* The header ------------------------------------------------------------------------------------------------------- */

static uint32_t header_number(const unsigned char *header, size_t offset)
{
    uint32_t number;

    memcpy(&number, header + offset, sizeof number);
    return ntohl(number);
}

/** @return bytes of all pages; 0 if they are none that are sealed */
static int64_t page_bytes_of(const unsigned char *header)
{
    int64_t page = header_number(header, PAGE_SIZE_AT) >> 16; /* two bytes */

    return page % SEAL_BLOCK_BYTES == 0 ? page * header_number(header, PAGE_COUNT_AT) : 0;
}

/** Reads the header of a file that is ours. @param page_bytes  of all its pages */
static enum dataset_file_state read_header(int fd, int64_t *page_bytes)
{
    unsigned char header[HEADER_BYTES];
    ssize_t got = read_at(fd, header, sizeof header, 0);

    if (got < 0)
        return DATASET_FILE_UNREADABLE;
    if (got == 0)
        return DATASET_FILE_EMPTY;
    if (got < HEADER_BYTES || memcmp(header, magic, sizeof magic) != 0 ||
        header_number(header, APPLICATION_ID_AT) != APPLICATION_ID)
        return DATASET_FILE_FOREIGN;
    *page_bytes = page_bytes_of(header);
    return *page_bytes > 0 ? DATASET_FILE_GOOD : DATASET_FILE_DAMAGED;
}

/* Checking --------------------------------------------------------------------------------------------------------- */

/** Reads what the pages have from a block on, up to length bytes, and checks it.
 *  @param position  moved to what is damaged. @param got  bytes that were read */
static enum dataset_file_state read_pages(const struct dataset_file *file, unsigned char *bytes, size_t length,
                                          int64_t *position, size_t *got)
{
    int64_t left = file->page_bytes - *position, number = *position / SEAL_BLOCK_BYTES;
    size_t wanted = (int64_t)length < left ? length : (size_t)left;
    ssize_t read = read_at(file->descriptor, bytes, wanted, *position);

    if (read < 0)
        return DATASET_FILE_UNREADABLE;
    for (size_t at = 0; at < wanted; at += SEAL_BLOCK_BYTES, number++) {
        if (at + SEAL_BLOCK_BYTES <= (size_t)read && seal_fits(file->seal, number, bytes + at))
            continue;
        *position = number * SEAL_BLOCK_BYTES;
        return DATASET_FILE_DAMAGED;
    }
    *got = wanted;
    return DATASET_FILE_GOOD;
}

/** Is the length that of a sealed file, and the seal whole? It is read. */
static enum dataset_file_state read_seal(struct dataset_file *file, int64_t file_bytes)
{
    ssize_t got;

    file->seal_bytes = seal_bytes(file->page_bytes);
    if (file_bytes != dataset_file_bytes(file))
        return DATASET_FILE_DAMAGED;
    file->seal = malloc(file->seal_bytes);
    if (!file->seal)
        return DATASET_FILE_UNREADABLE; /* with ENOMEM */
    got = read_at(file->descriptor, file->seal, file->seal_bytes, file->page_bytes);
    if (got < 0)
        return DATASET_FILE_UNREADABLE;
    if ((size_t)got < file->seal_bytes || !seal_is_whole(file->seal, file->seal_bytes))
        return DATASET_FILE_DAMAGED;
    seal_digest(file->seal, file->page_bytes, file->digest);
    return DATASET_FILE_GOOD;
}

/** The header was read before it could be checked. */
static enum dataset_file_state check_first_block(const struct dataset_file *file)
{
    unsigned char block[SEAL_BLOCK_BYTES];
    int64_t position = 0;
    size_t got;

    return read_pages(file, block, sizeof block, &position, &got);
}

static enum dataset_file_state check_start(struct dataset_file *file)
{
    enum dataset_file_state state;
    struct stat status;

    if (fstat(file->descriptor, &status) != 0)
        return DATASET_FILE_UNREADABLE;
    if (!S_ISREG(status.st_mode))
        return DATASET_FILE_SPECIAL;
    state = read_header(file->descriptor, &file->page_bytes);
    if (state == DATASET_FILE_GOOD)
        state = read_seal(file, status.st_size);
    return state == DATASET_FILE_GOOD ? check_first_block(file) : state;
}

enum dataset_file_state dataset_file_check(const struct dataset_file *file, int64_t *position)
{
    unsigned char chunk[CHUNK_BYTES];
    enum dataset_file_state state = DATASET_FILE_GOOD;
    size_t got = 0;

    for (int i = 0; i < CHECKED_CHUNKS && state == DATASET_FILE_GOOD && *position < file->page_bytes; i++) {
        state = read_pages(file, chunk, sizeof chunk, position, &got);
        if (state == DATASET_FILE_GOOD)
            *position += (int64_t)got;
    }
    return state;
}

enum dataset_file_state dataset_file_examine(const char *path, int64_t *position)
{
    struct dataset_file *file = NULL;
    enum dataset_file_state state = dataset_file_open(path, &file);
    int error;

    *position = 0;
    while (state == DATASET_FILE_GOOD && *position < file->page_bytes)
        state = dataset_file_check(file, position);
    error = errno;
    dataset_file_close(file);
    errno = error;
    return state;
}

/* Opening and reading ---------------------------------------------------------------------------------------------- */

enum dataset_file_state dataset_file_open(const char *path, struct dataset_file **file)
{
    struct dataset_file *opened = calloc(1, sizeof *opened);
    enum dataset_file_state state = DATASET_FILE_UNREADABLE;
    int error;

    if (!opened)
        return DATASET_FILE_UNREADABLE;
    opened->references = 1;
    opened->descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (opened->descriptor >= 0)
        state = check_start(opened);
    if (state == DATASET_FILE_GOOD) {
        *file = opened;
        return state;
    }
    error = errno;
    dataset_file_close(opened);
    errno = error;
    return state;
}

struct dataset_file *dataset_file_share(struct dataset_file *file)
{
    atomic_fetch_add_explicit(&file->references, 1, memory_order_relaxed);
    return file;
}

void dataset_file_close(struct dataset_file *file)
{
    if (!file || atomic_fetch_sub_explicit(&file->references, 1, memory_order_acq_rel) > 1)
        return;
    if (file->descriptor >= 0)
        close(file->descriptor);
    free(file->seal);
    free(file);
}

int64_t dataset_file_bytes(const struct dataset_file *file)
{
    return file->page_bytes + (int64_t)file->seal_bytes;
}

int64_t dataset_file_page_bytes(const struct dataset_file *file)
{
    return file->page_bytes;
}

const char *dataset_file_digest(const struct dataset_file *file)
{
    return file->digest;
}

/** The seal is in memory since it was checked. */
static ssize_t copy_seal(const struct dataset_file *file, void *bytes, size_t length, int64_t position)
{
    int64_t left = dataset_file_bytes(file) - position;

    if (left <= 0)
        return 0;
    if ((int64_t)length > left)
        length = (size_t)left;
    memcpy(bytes, file->seal + (position - file->page_bytes), length);
    return (ssize_t)length;
}

ssize_t dataset_file_read(const struct dataset_file *file, void *bytes, size_t length, int64_t position)
{
    size_t got = 0;

    if (position >= file->page_bytes)
        return copy_seal(file, bytes, length, position);
    switch (read_pages(file, bytes, length, &position, &got)) {
    case DATASET_FILE_GOOD:
        return (ssize_t)got;
    case DATASET_FILE_DAMAGED:
        fprintf(stderr,
                "store: the file is damaged: its %d bytes from %" PRId64 " on are not those that were written\n",
                SEAL_BLOCK_BYTES, position);
        return -1;
    default:
        fprintf(stderr, "store: the file cannot be read: %s\n", strerror(errno));
        return -1;
    }
}

/* Sealing ---------------------------------------------------------------------------------------------------------- */

/** Adds all blocks of the pages. @return false with errno */
static bool seal_pages(int fd, int64_t page_bytes, struct sealing *sealing)
{
    unsigned char block[SEAL_BLOCK_BYTES];

    for (int64_t position = 0; position < page_bytes; position += SEAL_BLOCK_BYTES) {
        ssize_t got = read_at(fd, block, sizeof block, position);

        if (got != (ssize_t)sizeof block) {
            errno = got < 0 ? errno : EINVAL;
            return false;
        }
        seal_add(sealing, block);
    }
    return true;
}

/** Writes bytes behind the pages, where the file ends then. @return false with errno */
static bool write_end(int fd, const unsigned char *bytes, size_t length, off_t offset)
{
    if (ftruncate(fd, offset) != 0)
        return false;
    while (length > 0) {
        ssize_t written = pwrite(fd, bytes, length, offset);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        length -= (size_t)written;
        offset += written;
    }
    return true;
}

static bool seal_file(int fd)
{
    int64_t page_bytes = 0;
    struct sealing sealing;
    unsigned char *seal;
    struct stat status;
    bool sealed;

    if (fstat(fd, &status) != 0)
        return false;
    if (read_header(fd, &page_bytes) != DATASET_FILE_GOOD || page_bytes > status.st_size) {
        errno = EINVAL;
        return false;
    }
    seal = malloc(seal_bytes(page_bytes));
    if (!seal)
        return false;
    seal_begin(&sealing, seal, page_bytes);
    sealed = seal_pages(fd, page_bytes, &sealing);
    if (sealed) {
        seal_end(&sealing);
        sealed = write_end(fd, seal, sealing.bytes, page_bytes);
    }
    free(seal);
    return sealed;
}

bool dataset_file_seal(const char *path)
{
    int fd = open(path, O_RDWR | O_CLOEXEC);
    bool sealed;

    if (fd < 0)
        return false;
    sealed = seal_file(fd);
    if (close(fd) != 0)
        sealed = false;
    return sealed;
}
