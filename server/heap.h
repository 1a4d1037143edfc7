/**
 * The heap of the process: how it is shared by the threads, and when what is free in it goes back to the system.
 */
#ifndef POVOLANI_HEAP_H
#define POVOLANI_HEAP_H

/** Before there is a second thread. */
void heap_start(void);

/** Gives free pages back to the system if there are many; now and then, from one thread. */
void heap_give_back(void);

#endif
