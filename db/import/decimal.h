/**
 * Decimal numbers as tables of figures write them: "111959", "111 959", "40000,50", "5.2".
 */
#ifndef POVOLANI_DECIMAL_H
#define POVOLANI_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

/**
 * Reads a number and rounds it half up, digit by digit: no figure goes through a binary fraction.
 *
 * @param text   digits, in groups of three parted by spaces or in one run; then "," or "." and digits, or nothing
 * @param shift  the number is taken times 10^shift: 3 makes persons of thousands of persons
 * @return false: it is no such number, or above 10^17
 */
bool decimal_round(const char *text, unsigned shift, int64_t *value);

#endif
