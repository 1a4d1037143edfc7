#include "tests/support/bytes.h"
#include "tests/support/support.h"

#include <stdlib.h>
#include <string.h>

void assert_bytes(struct bytes bytes, const char *expected)
{
    ck_assert_msg(bytes.at != NULL, "no bytes, expected %s", expected);
    ck_assert_msg(bytes.length == strlen(expected) && memcmp(bytes.at, expected, bytes.length) == 0,
                  "\n     got %.*s\nexpected %s", (int)bytes.length, bytes.at, expected);
    free(bytes.at);
}

void assert_same(struct bytes bytes, struct bytes expected)
{
    ck_assert(bytes.at && expected.at);
    ck_assert_msg(bytes.length == expected.length && memcmp(bytes.at, expected.at, bytes.length) == 0,
                  "\n     got %.*s\nexpected %.*s", (int)bytes.length, bytes.at, (int)expected.length, expected.at);
    free(bytes.at);
    free(expected.at);
}
