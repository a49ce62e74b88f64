#include "sieve.h"

#include <stdlib.h>
#include <string.h>

static int compare(const uint32_t *a, size_t a_length, const uint32_t *b, size_t b_length) {
    for (size_t i = 0; i < a_length && i < b_length; i++)
        if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
    return (a_length > b_length) - (a_length < b_length);
}

static uint32_t length_of(const strings *s, uint32_t n) { return s->starts[n + 1] - s->starts[n]; }

/* The slot of a head: its own, or the empty one in which it belongs. */
static uint32_t *slot_for(const strings *s, uint32_t first, uint32_t second) {
    uint32_t at = (first * 0x9E3779B1u ^ second) * 0x85EBCA6Bu;
    for (at = (at ^ at >> 15) & (s->slot_count - 1); s->slots[at]; at = (at + 1) & (s->slot_count - 1)) {
        const struct head *head = &s->heads[s->slots[at] - 1];
        if (head->first == first && head->second == second) break;
    }
    return &s->slots[at];
}

static int make_heads(strings *s) {
    for (s->slot_count = 64; s->slot_count < s->count * 2;) s->slot_count *= 2;
    s->heads = malloc(((size_t)s->count + 1) * sizeof *s->heads);
    s->slots = calloc(s->slot_count, sizeof *s->slots);
    if (s->heads == NULL || s->slots == NULL) return 0;
    for (uint32_t n = 0; n < s->count; n++) {
        uint32_t first = s->text[s->starts[n]], second = length_of(s, n) > 1 ? s->text[s->starts[n] + 1] : 0;
        uint32_t *slot = slot_for(s, first, second);
        if (*slot == 0) {
            s->heads[s->head_count] = (struct head){first, second, n, n};
            *slot = ++s->head_count;
        }
        s->heads[*slot - 1].high = n + 1;
    }
    return 1;
}

int strings_read(strings *s, const uint32_t *text, size_t length) {
    memset(s, 0, sizeof *s);
    if (length > UINT32_MAX / 8) return 0;
    s->text = malloc((length + 1) * sizeof *s->text);
    s->starts = malloc((length + 2) * sizeof *s->starts);
    if (s->text == NULL || s->starts == NULL) return 0;
    uint32_t used = 0;
    s->starts[0] = 0;
    for (size_t i = 1; i < length; i++) {
        if (text[i] != '\n') {
            s->text[used++] = text[i];
            continue;
        }
        if (used == s->starts[s->count]) return 0;
        s->starts[++s->count] = used;
        if (s->count > 1) {
            const uint32_t *before = s->text + s->starts[s->count - 2], *this = s->text + s->starts[s->count - 1];
            if (compare(before, (size_t)(this - before), this, length_of(s, s->count - 1)) >= 0) return 0;
        }
    }
    return make_heads(s);
}

void strings_end(strings *s) {
    free(s->text);
    free(s->starts);
    free(s->heads);
    free(s->slots);
    memset(s, 0, sizeof *s);
}

int lists_read(lists *l, const void *items, size_t items_size, const void *ends, size_t ends_size, uint32_t count, uint32_t below) {
    l->items = items;
    l->ends = ends;
    l->count = count;
    if (items_size % 4 || ends_size != ((size_t)count + 1) * 4 || l->ends[0] != 0 || l->ends[count] != items_size / 4) return 0;
    for (uint32_t i = 0; i < count; i++)
        if (l->ends[i] > l->ends[i + 1]) return 0;
    for (size_t i = 0; i < items_size / 4; i++)
        if (l->items[i] >= below) return 0;
    return 1;
}

int sieve_ready(sieve *s) {
    const lists *asked = &s->asked;
    uint32_t count = s->plain.count + s->words.count, at = 0;
    size_t total = (size_t)count + s->gives.ends[count] + s->woken.ends[count] + asked->ends[asked->count];
    uint32_t *asking = calloc((size_t)count + 1, sizeof *asking);
    s->effects = malloc((total + 1) * sizeof *s->effects);
    s->effect_ends = malloc(((size_t)count + 1) * sizeof *s->effect_ends);
    if (asking == NULL || s->effects == NULL || s->effect_ends == NULL || total > UINT32_MAX) {
        free(asking);
        return 0;
    }
    for (uint32_t i = 0; i < asked->ends[asked->count]; i++) asking[asked->items[i]]++;
    for (uint32_t n = 0; n < count; n++) {
        uint32_t given = s->gives.ends[n + 1] - s->gives.ends[n], woken = s->woken.ends[n + 1] - s->woken.ends[n];
        s->effect_ends[n] = at;
        s->effects[at++] = given;
        memcpy(s->effects + at, s->gives.items + s->gives.ends[n], given * sizeof *s->effects);
        memcpy(s->effects + at + given, s->woken.items + s->woken.ends[n], woken * sizeof *s->effects);
        at += given + woken + asking[n];
        asking[n] = at - asking[n];
    }
    s->effect_ends[count] = at;
    for (uint32_t n = 0; n < asked->count; n++)
        for (uint32_t i = asked->ends[n]; i < asked->ends[n + 1]; i++)
            s->effects[asking[asked->items[i]]++] = s->said + n;
    free(asking);
    return 1;
}

static size_t words_for(uint32_t bits) { return bits / 64 + 1; }

size_t finding_size(const sieve *s) {
    return words_for(s->plain.count + s->words.count) + words_for(s->groups) + words_for(s->patterns);
}

/* The first string from `low` on, before `high`, whose character at `place` is not less than this one. All of them agree
 * in the places before; none is as short as that, for the shorter ones come first and are left out. */
static uint32_t seek(const strings *s, uint32_t low, uint32_t high, uint32_t place, uint32_t character) {
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->text[s->starts[middle] + place] < character) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* Notes every string that stands in the text. */
static void find_plain(const sieve *all, uint64_t *present, const uint32_t *text, int32_t length) {
    const strings *s = &all->plain;
    const uint32_t *effect_ends = all->effect_ends;
    for (int32_t start = 0; start < length; start++) {
        uint32_t slot = *slot_for(s, text[start], 0);
        if (slot) {
            fetch(effect_ends + s->heads[slot - 1].low);
            set_bit(present, s->heads[slot - 1].low);
        }
        if (start + 1 == length) break;
        if ((slot = *slot_for(s, text[start], text[start + 1])) == 0) continue;
        uint32_t low = s->heads[slot - 1].low, high = s->heads[slot - 1].high, place = 2;
        while (low < high) {
            if (length_of(s, low) == place) {
                fetch(effect_ends + low);
                set_bit(present, low++);
            }
            if (start + (int32_t)place >= length) break;
            uint32_t character = text[start + (int32_t)place];
            low = seek(s, low, high, place, character);
            high = seek(s, low, high, place, character + 1);
            place++;
        }
    }
}

static int in_word(uint32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'' || (c >= 0xE0 && c <= 0x24F);
}

static void find_word(const strings *s, uint64_t *present, uint32_t first, const uint32_t *word, uint32_t length) {
    uint32_t low = 0, high = s->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = compare(s->text + s->starts[middle], length_of(s, middle), word, length);
        if (order == 0) {
            set_bit(present, first + middle);
            return;
        }
        if (order < 0) low = middle + 1;
        else high = middle;
    }
}

static void find_words(const sieve *s, uint64_t *present, const uint32_t *text, int32_t length) {
    for (int32_t start = 0; start < length;) {
        int32_t end = start;
        while (end < length && in_word(text[end])) end++;
        uint32_t size = (uint32_t)(end - start);
        if (size) {
            find_word(&s->words, present, s->plain.count, text + start, size);
            if (size > 2 && text[end - 1] == 's' && text[end - 2] == '\'')
                find_word(&s->words, present, s->plain.count, text + start, size - 2);
        }
        start = end + 1;
    }
}

static void wake(const sieve *s, finding *f, uint32_t string) {
    const uint32_t *effect = s->effects + s->effect_ends[string], *end = s->effects + s->effect_ends[string + 1];
    const uint32_t *given = effect + 1 + effect[0];
    for (effect++; effect < given; effect++) set_bit(f->groups, *effect);
    for (; effect < end; effect++) set_bit(f->awake, *effect);
}

void find_in(const sieve *s, finding *f, uint64_t *memory, const uint32_t *text, int32_t length) {
    uint32_t known = s->plain.count + s->words.count;
    memset(memory, 0, finding_size(s) * sizeof *memory);
    f->present = memory;
    f->groups = f->present + words_for(known);
    f->awake = f->groups + words_for(s->groups);
    f->words = (uint32_t)words_for(s->patterns);
    if (s->plain.count) find_plain(s, f->present, text, length);
    if (s->words.count) find_words(s, f->present, text, length);
    for (uint32_t i = 0; i < s->always_count; i++) set_bit(f->awake, s->always[i]);
    for (uint32_t i = 0; i < words_for(known); i++)
        for (uint64_t left = f->present[i]; left; left &= left - 1) wake(s, f, i * 64 + lowest_bit(left));
}
