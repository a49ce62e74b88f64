#include "expression.h"

#include <string.h>

/* What is to be matched next, then what after that. Frames never change, so alternatives share them. */
struct frame {
    const frame *next;
    const uint32_t *items; /* of a sequence: what comes after `which` */
    uint32_t which;        /* what comes next, or the REPEAT of which a round is done */
    uint32_t count;        /* how many items there are, ROUND for a repeat */
    uint32_t rounds;       /* of a repeat: how many are done */
    int32_t last;          /* of a repeat: where the round before the latest one began */
};
#define ROUND UINT32_MAX
const size_t FRAME_SIZE = sizeof(frame);

static int in_set(const store *s, const node *n, uint32_t character) {
    const uint32_t *ranges = items_of(s, n);
    uint32_t low = 0, high = n->count / 2;
    if (high == 0 || character > ranges[n->count - 1]) return n->negated;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (character > ranges[middle * 2 + 1]) low = middle + 1;
        else if (character < ranges[middle * 2]) high = middle;
        else return !n->negated;
    }
    return n->negated;
}

static int single(const run *r, const node *n, int32_t at) {
    uint32_t character = r->text[at];
    return n->op == TEXT ? n->few[0] == character : in_set(r->store, n, character);
}

static int is_single(const node *n) { return n->op == SET || (n->op == TEXT && n->count == 1); }

static int viable(const run *r, const node *n, int32_t at) {
    return n->may_be_empty || (at < r->length && has_bucket(n, r->buckets[at]));
}

/* A quick look: whether what comes after can go on here at all. */
static int may_go_on(const run *r, const frame *k, int32_t at) {
    return k == NULL || k->count == ROUND || viable(r, &r->store->nodes[k->which], at);
}

static frame *put(run *r, const frame *next, uint32_t which) {
    if (r->top >= FRAMES) return NULL;
    frame *new = &r->frames[r->top++];
    new->next = next;
    new->which = which;
    return new;
}

/* Then some members of a sequence. */
static const frame *put_members(run *r, const frame *next, const uint32_t *items, uint32_t count) {
    frame *new = put(r, next, items[0]);
    if (new == NULL) return NULL;
    new->items = items + 1;
    new->count = count - 1;
    return new;
}

/* Then the end of a round of a repeat. */
static const frame *put_round(run *r, const frame *next, uint32_t which, uint32_t rounds, int32_t last) {
    frame *new = put(r, next, which);
    if (new == NULL) return NULL;
    new->count = ROUND;
    new->rounds = rounds;
    new->last = last;
    return new;
}

static int match(run *r, uint32_t which, int32_t at, const frame *k);

/* Matches what comes after a piece that ended here. */
static int go_on(run *r, int32_t at, const frame *k) { return match(r, NOTHING, at, k); }

/* A choice point: one way from here, with the frames as they were if it fails. */
static int try(run *r, uint32_t which, int32_t at, const frame *k) {
    uint32_t top = r->top;
    int found = match(r, which, at, k);
    r->top = top;
    return found;
}

static int repeat_single(run *r, const node *n, int32_t at, const frame *k) {
    const node *one = &r->store->nodes[n->few[0]];
    int32_t room = r->length - at, count = 0, found;
    int32_t most = n->most < (uint32_t)room ? (int32_t)n->most : room;
    if (n->way == LAZY) {
        for (;; count++) {
            if (count >= (int32_t)n->least && may_go_on(r, k, at + count) &&
                (found = try(r, NOTHING, at + count, k)) != 0)
                return found;
            if (count >= most || !single(r, one, at + count)) return 0;
        }
    }
    while (count < most && single(r, one, at + count)) count++;
    if (n->way == POSSESSIVE) return count < (int32_t)n->least ? 0 : go_on(r, at + count, k);
    for (; count >= (int32_t)n->least; count--) {
        if (may_go_on(r, k, at + count) && (found = try(r, NOTHING, at + count, k)) != 0) return found;
    }
    return 0;
}

/* One round more of a repeat, or what comes after it, in the order and with the care for empty rounds of Python. */
static int repeat(run *r, int32_t at, const frame *k) {
    const node *n = &r->store->nodes[k->which];
    uint32_t which = k->which, inner = n->few[0];
    int may = k->rounds < n->most && at != k->last, found;
    const frame *more;
    if (k->rounds < n->least) {
        more = put_round(r, k->next, which, k->rounds + 1, k->last);
        return more == NULL ? -1 : match(r, inner, at, more);
    }
    if (n->way == LAZY) {
        if (may_go_on(r, k->next, at) && (found = try(r, NOTHING, at, k->next)) != 0) return found;
        if (!may) return 0;
        more = put_round(r, k->next, which, k->rounds + 1, at);
        return more == NULL ? -1 : match(r, inner, at, more);
    }
    if (may && viable(r, &r->store->nodes[inner], at)) {
        uint32_t top = r->top;
        if ((more = put_round(r, k->next, which, k->rounds + 1, at)) == NULL) return -1;
        if ((found = match(r, inner, at, more)) != 0) return found;
        r->top = top;
    }
    return go_on(r, at, k->next);
}

/* A repeat of none or one. */
static int maybe(run *r, const node *n, int32_t at, const frame *k) {
    uint32_t inner = n->few[0];
    int found;
    if (n->way == LAZY) {
        if (may_go_on(r, k, at) && (found = try(r, NOTHING, at, k)) != 0) return found;
        return match(r, inner, at, k);
    }
    if (viable(r, &r->store->nodes[inner], at) && (found = try(r, inner, at, k)) != 0) return found;
    return may_go_on(r, k, at) ? go_on(r, at, k) : 0;
}

static int look(run *r, const node *n, int32_t at) {
    uint32_t inner = n->few[0];
    int32_t start = n->op == BEHIND ? at - (int32_t)n->least : at;
    int found = start < 0 ? 0 : try(r, inner, start, NULL);
    return found < 0 ? found : found != n->negated;
}

static int choose(run *r, const node *n, int32_t at, const frame *k) {
    const store *s = r->store;
    uint32_t count = n->count;
    const uint32_t *members = items_of(s, n);
    if (n->table) members = members_for(s, n, at < r->length ? r->buckets[at] : BUCKETS, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (!n->table && !viable(r, &s->nodes[members[i]], at)) continue;
        int found = i + 1 < count ? try(r, members[i], at, k) : match(r, members[i], at, k);
        if (found != 0) return found;
    }
    return 0;
}

static int same_text(const run *r, const node *n, int32_t at) {
    return r->length - at >= (int32_t)n->count &&
           memcmp(r->text + at, items_of(r->store, n), n->count * sizeof *r->text) == 0;
}

static int step(run *r, uint32_t which, int32_t at, const frame *k) {
    const store *s = r->store;
    for (;;) {
        if (which == NOTHING) {
            if (k == NULL) {
                r->end = at;
                return 1;
            }
            if (k->count == ROUND) return repeat(r, at, k);
            which = k->which;
            if (k->count == 0) k = k->next;
            else if ((k = put_members(r, k->next, k->items, k->count)) == NULL) return -1;
        }
        const node *n = &s->nodes[which];
        if (!viable(r, n, at)) return 0;
        int found;
        switch (n->op) {
        case EMPTY:
            break;
        case MARK:
            r->said = at;
            break;
        case TEXT:
            if (!same_text(r, n, at)) return 0;
            at += (int32_t)n->count;
            break;
        case SET:
            if (!single(r, n, at)) return 0;
            at++;
            break;
        case BEGIN:
            if (at != 0) return 0;
            break;
        case END:
            if (at != r->length) return 0;
            break;
        case AHEAD:
        case BEHIND:
            if ((found = look(r, n, at)) != 1) return found;
            break;
        case SEQUENCE:
            if ((k = put_members(r, k, items_of(s, n) + 1, n->count - 1)) == NULL) return -1;
            which = items_of(s, n)[0];
            continue;
        case CHOICE:
            return choose(r, n, at, k);
        default:
            if (is_single(&s->nodes[n->few[0]])) return repeat_single(r, n, at, k);
            if (n->least == 0 && n->most == 1) return maybe(r, n, at, k);
            if ((k = put_round(r, k, which, 0, -1)) == NULL) return -1;
            return repeat(r, at, k);
        }
        which = NOTHING;
    }
}

static int match(run *r, uint32_t which, int32_t at, const frame *k) {
    if (*r->steps == 0 || r->depth >= DEEPEST) return -1;
    --*r->steps;
    r->depth++;
    int found = step(r, which, at, k);
    r->depth--;
    return found;
}

int run_at(run *r, uint32_t expression, int32_t start) {
    r->top = 0;
    r->depth = 0;
    r->said = r->end = start;
    return match(r, expression, start, NULL);
}
