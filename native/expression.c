#include "expression.h"

#include <stdlib.h>
#include <string.h>

#define DEEPEST_GROUP 100
#define LONG_CHOICE 4
#define LARGEST_TABLE 8192
#define MANY 1024

/* Room for `more` elements of `size` bytes in a growing array; 0 where there is none. */
static int grow(void **items, uint32_t *room, uint32_t count, uint32_t more, size_t size) {
    if (more <= *room - count) return 1;
    if (count > UINT32_MAX / 4 || more > UINT32_MAX / 4) return 0;
    uint32_t wanted = (count + more) * 2 + 64;
    void *new = realloc(*items, wanted * size);
    if (new == NULL) return 0;
    *items = new;
    *room = wanted;
    return 1;
}

/* Where the numbers were put in the pool, NOTHING where there is no room. */
static uint32_t keep(store *s, const uint32_t *items, uint32_t count) {
    if (!grow((void **)&s->pool, &s->pool_room, s->pool_count, count + 1, sizeof *s->pool)) return NOTHING;
    uint32_t at = s->pool_count;
    if (count) memcpy(s->pool + at, items, count * sizeof *items);
    s->pool_count += count;
    return at;
}

int store_begin(store *s) {
    memset(s, 0, sizeof *s);
    s->slot_count = 1024;
    s->slots = calloc(s->slot_count, sizeof *s->slots);
    uint32_t nothing = 0; /* no table begins at 0 */
    return s->slots != NULL && keep(s, &nothing, 1) != NOTHING;
}

void store_end(store *s) {
    free(s->nodes);
    free(s->pool);
    free(s->slots);
    memset(s, 0, sizeof *s);
}

static void all_buckets(node *n) { memset(n->first, 0xFF, sizeof n->first); }

static void add_bucket(node *n, uint32_t character) {
    uint32_t bucket = bucket_of(character);
    n->first[bucket >> 6] |= (uint64_t)1 << (bucket & 63);
}

static void add_first(node *n, const node *of) {
    for (int i = 0; i < BUCKETS / 64; i++) n->first[i] |= of->first[i];
}

/* What a match can begin with, and whether it can be empty. What only looks about passes for empty. */
static void note_first(const store *s, node *n, const uint32_t *items) {
    uint32_t i;
    switch (n->op) {
    case TEXT:
        add_bucket(n, items[0]);
        break;
    case SET:
        if (n->negated) {
            all_buckets(n);
            break;
        }
        for (i = 0; i < n->count; i += 2) {
            if (items[i + 1] - items[i] > MANY) {
                all_buckets(n);
                break;
            }
            for (uint32_t c = items[i]; c <= items[i + 1]; c++) add_bucket(n, c);
        }
        break;
    case SEQUENCE:
        n->may_be_empty = 1;
        for (i = 0; i < n->count && n->may_be_empty; i++) {
            add_first(n, &s->nodes[items[i]]);
            n->may_be_empty = s->nodes[items[i]].may_be_empty;
        }
        break;
    case CHOICE:
        for (i = 0; i < n->count; i++) {
            add_first(n, &s->nodes[items[i]]);
            n->may_be_empty |= s->nodes[items[i]].may_be_empty;
        }
        break;
    case REPEAT:
        add_first(n, &s->nodes[items[0]]);
        n->may_be_empty = n->least == 0 || s->nodes[items[0]].may_be_empty;
        break;
    default:
        n->may_be_empty = 1;
    }
}

static int can_go_on(const node *n, uint32_t bucket) {
    return n->may_be_empty || (bucket < BUCKETS && has_bucket(n, bucket));
}

/* The table of a long choice: for each of its buckets that has any, and for the end of the text, where its members
 * begin; then where the last ones end; then the members. 0 where it would be too large. */
static uint32_t make_table(store *s, const node *n, const uint32_t *items) {
    uint32_t bounds[BUCKETS + 2], kinds = 0, total = 0;
    for (uint32_t bucket = 0; bucket <= BUCKETS; bucket++) {
        if (bucket < BUCKETS && !can_go_on(n, bucket)) continue;
        bounds[kinds++] = total;
        for (uint32_t i = 0; i < n->count; i++) total += (uint32_t)can_go_on(&s->nodes[items[i]], bucket);
    }
    bounds[kinds++] = total;
    if (total > LARGEST_TABLE) return 0;
    uint32_t at = keep(s, bounds, kinds);
    if (at == NOTHING || !grow((void **)&s->pool, &s->pool_room, s->pool_count, total + 1, sizeof *s->pool)) return 0;
    for (uint32_t bucket = 0; bucket <= BUCKETS; bucket++) {
        if (bucket < BUCKETS && !can_go_on(n, bucket)) continue;
        for (uint32_t i = 0; i < n->count; i++) {
            if (can_go_on(&s->nodes[items[i]], bucket)) s->pool[s->pool_count++] = items[i];
        }
    }
    return at;
}

static uint32_t bits_of(uint64_t word) {
    /* Without an instruction for it the compiler would call a function. */
    word -= word >> 1 & 0x5555555555555555u;
    word = (word & 0x3333333333333333u) + (word >> 2 & 0x3333333333333333u);
    return (uint32_t)(((word + (word >> 4)) & 0x0F0F0F0F0F0F0F0Fu) * 0x0101010101010101u >> 56);
}

const uint32_t *members_for(const store *s, const node *n, uint32_t bucket, uint32_t *count) {
    uint32_t rank = 0, kinds = 0, word = bucket >> 6;
    if (n->may_be_empty) {
        rank = bucket;
        kinds = BUCKETS + 1;
    } else {
        for (uint32_t i = 0; i < BUCKETS / 64; i++) {
            uint32_t bits = bits_of(n->first[i]);
            kinds += bits;
            if (i < word) rank += bits;
        }
        if (bucket < BUCKETS) rank += bits_of(n->first[word] & (((uint64_t)1 << (bucket & 63)) - 1));
        kinds++;
    }
    const uint32_t *bounds = s->pool + n->table;
    *count = bounds[rank + 1] - bounds[rank];
    return bounds + kinds + 1 + bounds[rank];
}

static uint32_t hash_of(const node *n, const uint32_t *items) {
    uint32_t hash = 2166136261u;
    const uint32_t head[] = {n->op, n->way, n->negated, n->count, n->least, n->most};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++) hash = (hash ^ head[i]) * 16777619u;
    for (uint32_t i = 0; i < n->count; i++) hash = (hash ^ items[i]) * 16777619u, hash ^= hash >> 13;
    return hash;
}

static int alike(const store *s, const node *a, const node *b, const uint32_t *items) {
    return a->op == b->op && a->way == b->way && a->negated == b->negated && a->count == b->count &&
           a->least == b->least && a->most == b->most &&
           (a->count == 0 || memcmp(items_of(s, a), items, a->count * sizeof *items) == 0);
}

static int more_slots(store *s) {
    uint32_t wanted = s->slot_count * 2, *slots = calloc(wanted, sizeof *slots);
    if (slots == NULL) return 0;
    for (uint32_t i = 0; i < s->node_count; i++) {
        uint32_t at = hash_of(&s->nodes[i], items_of(s, &s->nodes[i])) & (wanted - 1);
        while (slots[at]) at = (at + 1) & (wanted - 1);
        slots[at] = i + 1;
    }
    free(s->slots);
    s->slots = slots;
    s->slot_count = wanted;
    return 1;
}

/* Each node in a line of the processor's cache of its own. */
static int more_nodes(store *s) {
    uint32_t wanted = s->node_room ? s->node_room * 2 : 256;
    node *nodes = wanted > UINT32_MAX / 4 ? NULL : aligned_alloc(sizeof(node), wanted * sizeof(node));
    if (nodes == NULL) return 0;
    if (s->node_count) memcpy(nodes, s->nodes, s->node_count * sizeof(node));
    free(s->nodes);
    s->nodes = nodes;
    s->node_room = wanted;
    return 1;
}

/* The node that is like this one, made where there is none. `items` is not in the pool. */
static uint32_t intern(store *s, node n, const uint32_t *items) {
    if (s->node_count * 2 >= s->slot_count && !more_slots(s)) return NOTHING;
    uint32_t at = hash_of(&n, items) & (s->slot_count - 1);
    for (; s->slots[at]; at = (at + 1) & (s->slot_count - 1)) {
        if (alike(s, &s->nodes[s->slots[at] - 1], &n, items)) return s->slots[at] - 1;
    }
    if (s->node_count == s->node_room && !more_nodes(s)) return NOTHING;
    if (n.count <= FEW) {
        for (uint32_t i = 0; i < n.count; i++) n.few[i] = items[i];
    } else if ((n.few[0] = keep(s, items, n.count)) == NOTHING) return NOTHING;
    note_first(s, &n, items);
    if (n.op == CHOICE && n.count >= LONG_CHOICE) n.table = make_table(s, &n, items);
    s->nodes[s->node_count] = n;
    s->slots[at] = ++s->node_count;
    return s->node_count - 1;
}

static uint32_t plain(store *s, uint8_t op) {
    node n = {.op = op};
    return intern(s, n, NULL);
}

/* A list of numbers while an expression is read. */
typedef struct {
    uint32_t *items, count, room;
} list;

static int push(list *l, uint32_t item) {
    if (!grow((void **)&l->items, &l->room, l->count, 1, sizeof *l->items)) return 0;
    l->items[l->count++] = item;
    return 1;
}

typedef struct {
    store *store;
    const uint32_t *text;
    size_t at, length;
    unsigned depth;
    int said; /* the group of what was said has been read: nothing may follow it */
} reader;

static uint32_t read_choice(reader *r);

static int next_is(const reader *r, uint32_t character) { return r->at < r->length && r->text[r->at] == character; }

static int skip(reader *r, const char *wanted) {
    size_t count = strlen(wanted);
    if (r->length - r->at < count) return 0;
    for (size_t i = 0; i < count; i++)
        if (r->text[r->at + i] != (unsigned char)wanted[i]) return 0;
    r->at += count;
    return 1;
}

static int is_word(uint32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

static int by_low(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Sorts the ranges and joins those that touch. */
static void tidy(list *l) {
    if (l->count < 4) return;
    qsort(l->items, l->count / 2, 2 * sizeof *l->items, by_low);
    uint32_t last = 0;
    for (uint32_t i = 2; i < l->count; i += 2) {
        uint32_t low = l->items[i], high = l->items[i + 1];
        if (low <= l->items[last + 1] + 1) {
            if (high > l->items[last + 1]) l->items[last + 1] = high;
        } else {
            l->items[last += 2] = low;
            l->items[last + 1] = high;
        }
    }
    l->count = last + 2;
}

/* One character of a class; NOTHING for what is refused. */
static uint32_t read_member(reader *r) {
    uint32_t c = r->text[r->at++];
    if (c != '\\') return c;
    if (r->at >= r->length || is_word(r->text[r->at])) return NOTHING;
    return r->text[r->at++];
}

static uint32_t read_class(reader *r) {
    node n = {.op = SET};
    list ranges = {0};
    uint32_t found = NOTHING;
    if (skip(r, "\\s\\S]")) {
        n.negated = 1; /* not one of none: any */
        return intern(r->store, n, NULL);
    }
    n.negated = (uint8_t)skip(r, "^");
    if (next_is(r, ']')) return NOTHING;
    while (r->at < r->length && !next_is(r, ']')) {
        uint32_t low = read_member(r), high = low;
        if (next_is(r, '-') && r->at + 1 < r->length && r->text[r->at + 1] != ']') {
            r->at++;
            high = read_member(r);
        }
        if (low == NOTHING || high == NOTHING || high < low || !push(&ranges, low) || !push(&ranges, high)) goto done;
    }
    if (!skip(r, "]")) goto done;
    tidy(&ranges);
    n.count = ranges.count;
    found = intern(r->store, n, ranges.items);
done:
    free(ranges.items);
    return found;
}

/* The characters of everything that the element matches, where that is one number; -1 where it is not. */
static int64_t width_of(const store *s, uint32_t which) {
    const node *n = &s->nodes[which];
    const uint32_t *items = items_of(s, n);
    int64_t width = 0;
    switch (n->op) {
    case TEXT:
        return n->count;
    case SET:
        return 1;
    case SEQUENCE:
        for (uint32_t i = 0; i < n->count; i++) {
            int64_t more = width_of(s, items[i]);
            if (more < 0) return -1;
            width += more;
        }
        return width;
    case CHOICE:
        width = width_of(s, items[0]);
        for (uint32_t i = 1; i < n->count; i++)
            if (width_of(s, items[i]) != width) return -1;
        return width;
    case REPEAT:
        width = width_of(s, items[0]);
        return n->least == n->most && width >= 0 && width < 1000 && n->least < 1000 ? width * n->least : -1;
    default:
        return 0;
    }
}

static uint32_t read_look(reader *r, uint8_t op, uint8_t negated) {
    uint32_t inner = read_choice(r);
    if (inner == NOTHING || !skip(r, ")")) return NOTHING;
    node n = {.op = op, .negated = negated, .count = 1};
    if (op == BEHIND) {
        int64_t width = width_of(r->store, inner);
        if (width < 0 || width > 1000) return NOTHING;
        n.least = (uint32_t)width;
    }
    return intern(r->store, n, &inner);
}

static uint32_t read_said(reader *r) {
    if (r->depth != 1 || r->said) return NOTHING;
    uint32_t both[2];
    both[0] = plain(r->store, MARK);
    both[1] = read_choice(r);
    if (both[0] == NOTHING || both[1] == NOTHING || !skip(r, ")")) return NOTHING;
    r->said = 1;
    node n = {.op = SEQUENCE, .count = 2};
    return intern(r->store, n, both);
}

static uint32_t read_group(reader *r) {
    if (skip(r, "?:")) {
        uint32_t inner = read_choice(r);
        return skip(r, ")") ? inner : NOTHING;
    }
    if (skip(r, "?=")) return read_look(r, AHEAD, 0);
    if (skip(r, "?!")) return read_look(r, AHEAD, 1);
    if (skip(r, "?<=")) return read_look(r, BEHIND, 0);
    if (skip(r, "?<!")) return read_look(r, BEHIND, 1);
    return next_is(r, '?') ? NOTHING : read_said(r);
}

/* A plain character, or NOTHING. */
static uint32_t read_character(reader *r) {
    uint32_t c = r->text[r->at];
    if (c < 0x80 && strchr("()[]{}|*+?.^$", (int)c) != NULL && c) return NOTHING;
    if (c == '\\') {
        if (r->at + 1 >= r->length || is_word(r->text[r->at + 1])) return NOTHING;
        c = r->text[++r->at];
    }
    r->at++;
    return c;
}

static uint32_t read_atom(reader *r) {
    if (skip(r, "(")) return read_group(r);
    if (skip(r, "[")) return read_class(r);
    if (skip(r, "\\A")) return plain(r->store, BEGIN);
    if (skip(r, "\\Z")) return plain(r->store, END);
    uint32_t c = read_character(r);
    node n = {.op = TEXT, .count = 1};
    return c == NOTHING ? NOTHING : intern(r->store, n, &c);
}

static uint32_t read_number(reader *r) {
    uint32_t number = 0;
    size_t start = r->at;
    while (r->at < r->length && r->text[r->at] >= '0' && r->text[r->at] <= '9' && number < 100000)
        number = number * 10 + (r->text[r->at++] - '0');
    return r->at > start && number < 100000 ? number : NOTHING;
}

/* 1: a quantifier was read; 0: there is none; -1: refused. */
static int read_quantifier(reader *r, node *n) {
    if (skip(r, "*")) n->least = 0, n->most = ALWAYS;
    else if (skip(r, "+")) n->least = 1, n->most = ALWAYS;
    else if (skip(r, "?")) n->least = 0, n->most = 1;
    else if (skip(r, "{")) {
        if ((n->least = n->most = read_number(r)) == NOTHING) return -1;
        if (skip(r, ",") && (n->most = read_number(r)) == NOTHING) return -1;
        if (!skip(r, "}") || n->most < n->least) return -1;
    } else return 0;
    n->way = skip(r, "?") ? LAZY : skip(r, "+") ? POSSESSIVE : GREEDY;
    return next_is(r, '*') || next_is(r, '+') || next_is(r, '?') || next_is(r, '{') ? -1 : 1;
}

static int is_single(const node *n) { return n->op == SET || (n->op == TEXT && n->count == 1); }

static uint32_t read_element(reader *r) {
    int said = r->said;
    uint32_t inner = read_atom(r);
    if (inner == NOTHING) return NOTHING;
    node n = {.op = REPEAT, .count = 1};
    int repeated = read_quantifier(r, &n);
    if (repeated == 0) return inner;
    if (repeated < 0 || r->said != said) return NOTHING;
    if (n.way == POSSESSIVE && !is_single(&r->store->nodes[inner])) return NOTHING;
    return intern(r->store, n, &inner);
}

/* Adds an element to a sequence; characters beside each other become one text. */
static int join(reader *r, list *items, list *text, uint32_t element) {
    store *s = r->store;
    if (element != NOTHING && s->nodes[element].op == TEXT && s->nodes[element].count == 1)
        return push(text, s->nodes[element].few[0]);
    if (text->count) {
        node n = {.op = TEXT, .count = text->count};
        uint32_t done = intern(s, n, text->items);
        text->count = 0;
        if (done == NOTHING || !push(items, done)) return 0;
    }
    return element == NOTHING || push(items, element);
}

static uint32_t read_sequence(reader *r) {
    list items = {0}, text = {0};
    uint32_t found = NOTHING;
    while (r->at < r->length && !next_is(r, '|') && !next_is(r, ')')) {
        uint32_t element = r->said ? NOTHING : read_element(r);
        if (element == NOTHING || !join(r, &items, &text, element)) goto done;
    }
    if (!join(r, &items, &text, NOTHING)) goto done;
    if (items.count == 0) found = plain(r->store, EMPTY);
    else if (items.count == 1) found = items.items[0];
    else {
        node n = {.op = SEQUENCE, .count = items.count};
        found = intern(r->store, n, items.items);
    }
done:
    free(items.items);
    free(text.items);
    return found;
}

static uint32_t read_choice(reader *r) {
    list options = {0};
    uint32_t found = NOTHING;
    if (++r->depth > DEEPEST_GROUP) goto done;
    do {
        uint32_t option = read_sequence(r);
        if (option == NOTHING || !push(&options, option)) goto done;
    } while (!r->said && skip(r, "|"));
    if (options.count == 1) found = options.items[0];
    else {
        node n = {.op = CHOICE, .count = options.count};
        found = intern(r->store, n, options.items);
    }
done:
    r->depth--;
    free(options.items);
    return found;
}

uint32_t store_read(store *s, const uint32_t *text, size_t length) {
    reader r = {.store = s, .text = text, .length = length};
    uint32_t found = read_choice(&r);
    if (found == NOTHING || !r.said || r.at != length || s->nodes[found].op == CHOICE) return NOTHING;
    /* A group that begins where the match begins needs no mark. */
    const node *n = &s->nodes[found];
    return n->op == SEQUENCE && n->count == 2 && s->nodes[n->few[0]].op == MARK ? n->few[1] : found;
}
