/* Strings that a text holds, and the patterns that they wake: `saywell/language/sieve.py`, over the same stored data. */
#ifndef SAYWELL_SIEVE_H
#define SAYWELL_SIEVE_H

#include <stddef.h>
#include <stdint.h>

/* Many short lists of small numbers: list n goes from ends[n] to ends[n + 1]. */
typedef struct {
    const uint32_t *items, *ends;
    uint32_t count;
} lists;

/* Strings in order of their code points, one behind the other. */
typedef struct {
    uint32_t *text, *starts, count;
    struct head {
        uint32_t first, second, low, high; /* the strings that begin with two characters; `second` is 0 for the string of one */
    } *heads;
    uint32_t head_count, *slots, slot_count; /* a hash table: number of a head + 1 */
} strings;

typedef struct {
    strings plain, words; /* numbered in this order */
    lists woken, gives, wants, asked;
    uint32_t *effects, *effect_ends; /* for each string: how many groups it gives; those; the patterns it wakes, and the
                                        vetoes whose rarest group has it */
    const uint32_t *always;
    uint32_t always_count, said; /* patterns from `said` on are vetoes */
    uint32_t groups, patterns;
} sieve;

/* What a text has, as bits. */
typedef struct {
    uint64_t *present, *groups, *awake;
    uint32_t words; /* of `awake` */
} finding;

/* Strings, each with a newline before it, one behind the last; 0 where they are not in order or there is no memory. */
int strings_read(strings *s, const uint32_t *text, size_t length);
void strings_end(strings *s);
int lists_read(lists *l, const void *items, size_t items_size, const void *ends, size_t ends_size, uint32_t count, uint32_t below);
/* Gathers what each string does. */
int sieve_ready(sieve *s);
size_t finding_size(const sieve *s);
void find_in(const sieve *s, finding *f, uint64_t *memory, const uint32_t *text, int32_t length);
/* Lets the processor fetch a line of memory while it is busy with something else. */
static inline void fetch(const void *line) {
#if defined(__GNUC__) || defined(__clang__)
    __builtin_prefetch(line);
#else
    (void)line;
#endif
}

static inline int has_bit(const uint64_t *bits, uint32_t n) { return (int)(bits[n >> 6] >> (n & 63) & 1); }
static inline uint32_t lowest_bit(uint64_t bits) {
#if defined(__GNUC__) || defined(__clang__)
    return (uint32_t)__builtin_ctzll(bits);
#else
    uint32_t bit = 0;
    for (; !(bits & 1); bits >>= 1) bit++;
    return bit;
#endif
}
static inline void set_bit(uint64_t *bits, uint32_t n) { bits[n >> 6] |= (uint64_t)1 << (n & 63); }

#endif
