/**
 * Files of the source tree inside the program. The Makefile names them as what the object file depends on.
 */
#ifndef POVOLANI_EMBED_H
#define POVOLANI_EMBED_H

/** Puts a file, ended by NUL, under a symbol of its own; path is from the root of the source tree. */
#define EMBED(symbol, path)                                                                                            \
    extern const char symbol[];                                                                                        \
    __asm__(".pushsection .rodata\n.global " #symbol "\n" #symbol ":\n.incbin \"" path "\"\n.byte 0\n.popsection\n")

#endif
