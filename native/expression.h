/* Regular expressions of the dialect that patterns are made of: read once, shared where they are alike, matched by
 * backtracking in the order of Python's `re`. What is not understood is refused, and Python's engine runs it. */
#ifndef SAYWELL_EXPRESSION_H
#define SAYWELL_EXPRESSION_H

#include <stddef.h>
#include <stdint.h>

enum op { EMPTY, TEXT, SET, SEQUENCE, CHOICE, REPEAT, AHEAD, BEHIND, BEGIN, END, MARK };
enum way { GREEDY, LAZY, POSSESSIVE };

#define ALWAYS UINT32_MAX /* no upper bound of a repeat */
#define NOTHING UINT32_MAX /* no node: refused, or out of memory */
#define BUCKETS 256

/* One element, as long as a line of the processor's cache. Elements that are alike are one: a concept that a thousand
 * patterns speak of is kept once. Its items are the characters of TEXT, (low, high) pairs of SET, members of SEQUENCE and
 * CHOICE, the repeated or looked-for element of the others; more than FEW lie in the pool, at few[0].
 * `table`: of a long CHOICE, its members by what a text goes on with. */
#define FEW 3
typedef struct {
    uint64_t first[BUCKETS / 64]; /* what a match can begin with, by bucket; nothing is said of one that may be empty */
    uint8_t op, way, negated, may_be_empty;
    uint32_t count, least, most, table, few[FEW];
} node;

typedef struct {
    node *nodes;
    uint32_t node_count, node_room;
    uint32_t *pool;
    uint32_t pool_count, pool_room;
    uint32_t *slots; /* of a hash table: number of a node + 1 */
    uint32_t slot_count;
} store;

static inline const uint32_t *items_of(const store *s, const node *n) {
    return n->count <= FEW ? n->few : s->pool + n->few[0];
}

int store_begin(store *s);
void store_end(store *s);

/* The element for an expression of `length` code points, NOTHING where it is refused. Its first group, which must be its
 * last element, is what was said. */
uint32_t store_read(store *s, const uint32_t *text, size_t length);

static inline uint32_t bucket_of(uint32_t character) { return (character * 0x9E3779B1u) >> 24; }
static inline int has_bucket(const node *n, uint32_t bucket) {
    return (int)(n->first[bucket >> 6] >> (bucket & 63) & 1);
}

/* The members of a CHOICE with a table that can go on with a bucket (BUCKETS: the end of the text), in order. */
const uint32_t *members_for(const store *s, const node *n, uint32_t bucket, uint32_t *count);

typedef struct frame frame;
typedef struct {
    const store *store;
    const uint32_t *text;
    const uint8_t *buckets; /* of its characters */
    int32_t length;         /* the text ends here */
    int32_t said, end;      /* what was said, after a match */
    uint32_t depth;
    uint64_t *steps;        /* how many are left */
    frame *frames;
    uint32_t top;
} run;

#define FRAMES 3000
#define DEEPEST 1000
extern const size_t FRAME_SIZE;

/* 1: matches at `start`; 0: does not; -1: too hard, ask Python. */
int run_at(run *r, uint32_t expression, int32_t start);

#endif
