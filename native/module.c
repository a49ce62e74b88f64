/* What `saywell/language/match.py` does, in one call: the moves in a folded text, with their places. */
#include "characters.h"
#include "expression.h"
#include "sieve.h"

#include <stdlib.h>
#include <string.h>

#define PLACES 4 /* as in match.py */
#define STEPS 20000000u
#define UNREAD (NOTHING - 1)
#define NAME "saywell.language.rules"

#define WANTS 3
#define LONGEST 65535

/* One pattern. `wants`: the groups that a text must have beside what wakes it. `expression` is read when it is first
 * woken. `whole`: it stands for a whole text; no text longer than `longest` can match. */
typedef struct {
    uint32_t wants[WANTS], move, expression;
    uint16_t longest;
    uint8_t whole, want_count;
} pattern;

/* One party's patterns in one language. The data belongs to `held`. */
typedef struct {
    PyObject *held;
    sieve sieve;
    store store;
    const uint8_t *texts;
    const uint32_t *ends;
    lists bars;
    pattern *patterns;
} rules;

typedef struct {
    uint32_t move;
    int32_t start, end;
} hit;

/* One text on its way through the rules. */
typedef struct {
    run run;
    rules *by[2];
    finding found[2];
    int parties, near_all;
    hit *hits;
    uint32_t hit_count;
    uint64_t *heard;      /* moves, as bits */
    uint32_t *candidates; /* patterns that may match */
} turn;

static int read_code_points(const uint8_t *text, size_t size, uint32_t *out, size_t *length) {
    size_t at = 0, n = 0;
    while (at < size) {
        uint32_t c = text[at++];
        int more = c < 0x80 ? 0 : c < 0xC0 ? -1 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : c < 0xF8 ? 3 : -1;
        if (more < 0 || (size_t)more > size - at) return 0;
        if (more) c &= 0x3Fu >> more;
        for (; more; more--) {
            if ((text[at] & 0xC0) != 0x80) return 0;
            c = c << 6 | (text[at++] & 0x3F);
        }
        out[n++] = c;
    }
    *length = n;
    return 1;
}

/* The expression of a pattern, NOTHING where it is refused. */
static uint32_t expression_of(rules *by, uint32_t number) {
    pattern *one = &by->patterns[number];
    if (one->expression != UNREAD) return one->expression;
    size_t size = by->ends[number + 1] - by->ends[number], length = 0;
    const uint8_t *text = by->texts + by->ends[number];
    uint32_t *points = malloc((size + 1) * sizeof *points), found = NOTHING;
    if (points != NULL && read_code_points(text, size, points, &length)) found = store_read(&by->store, points, length);
    free(points);
    one->whole = size > 1 && text[0] == '\\' && text[1] == 'A';
    return one->expression = found;
}

static int has_wanted(const pattern *one, const finding *found) {
    for (uint32_t i = 0; i < one->want_count; i++)
        if (!has_bit(found->groups, one->wants[i])) return 0;
    return 1;
}

/* Looks for a pattern in [start, end) of the text; the words before and behind count for what looks about, not those
 * behind `end`. 1: `run.said` and `run.end` are its place; 0: it is not there; -1: too hard. */
static int search(turn *t, uint32_t party, uint32_t number, int32_t start, int32_t end) {
    rules *by = t->by[party];
    uint32_t expression = expression_of(by, number);
    if (expression == NOTHING) return -1;
    run *r = &t->run;
    int32_t length = r->length;
    r->store = &by->store;
    r->length = end;
    const node *n = &by->store.nodes[expression];
    int32_t last = by->patterns[number].whole ? start : end;
    int found = 0;
    for (int32_t at = start; at <= last && found == 0; at++)
        if (n->may_be_empty || (at < end && has_bucket(n, r->buckets[at]))) found = run_at(r, expression, at);
    r->length = length;
    return found;
}

static int is_stop(uint32_t c) { return c == '.' || c == '!' || c == '?'; }

/* `_near` of match.py: the clauses of a hit and the ones beside them, within its sentence. */
static void near(const turn *t, int32_t start, int32_t end, int32_t *left, int32_t *right) {
    const uint32_t *text = t->run.text;
    int32_t length = t->run.length, at, commas;
    *left = 0;
    *right = length;
    if (t->near_all) return;
    for (at = start; at > 0 && !is_stop(text[at - 1]); at--) {}
    *left = at;
    for (at = start, commas = 0; at > *left; at--)
        if (text[at - 1] == ',' && ++commas == 2) {
            *left = at;
            break;
        }
    for (at = end; at < length && !is_stop(text[at]); at++) {}
    *right = at < length ? at + 1 : length;
    for (at = end, commas = 0; at < *right; at++)
        if (text[at] == ',' && ++commas == 2) {
            *right = at + 1;
            break;
        }
}

/* Whether the text has one of the strings that a veto asks for, where it asks for any. */
static int is_asked(const rules *by, const finding *found, uint32_t veto) {
    const uint32_t *ends = by->sieve.asked.ends + (veto - by->sieve.said);
    return ends[0] == ends[1] || has_bit(found->awake, veto);
}

/* Whether one of the move's vetoes matches near the hit: 1, 0, or -1 where that is too hard. */
static int barred(turn *t, uint32_t move, int32_t start, int32_t end) {
    int32_t left = -1, right = -1;
    for (int party = 0; party < t->parties; party++) {
        rules *by = t->by[party];
        for (uint32_t i = by->bars.ends[move]; i < by->bars.ends[move + 1]; i++) {
            uint32_t veto = by->bars.items[i];
            if (!is_asked(by, &t->found[party], veto) || !has_wanted(&by->patterns[veto], &t->found[party])) continue;
            if (expression_of(by, veto) == NOTHING) return -1;
            if (left < 0) near(t, start, end, &left, &right);
            int whole = by->patterns[veto].whole;
            int found = search(t, party, veto, whole ? 0 : left, whole ? t->run.length : right);
            if (found != 0) return found;
        }
    }
    return 0;
}

/* Looks for a pattern of a move, further on where a veto makes it harmless; 0 where that is too hard. */
static int tell(turn *t, uint32_t party, uint32_t number) {
    const pattern *one = &t->by[party]->patterns[number];
    int32_t from = 0;
    for (int place = 0; place < PLACES && from <= t->run.length; place++) {
        int found = search(t, party, number, from, t->run.length);
        if (found <= 0) return found == 0;
        int32_t start = t->run.said, end = t->run.end;
        found = barred(t, one->move, start, end);
        if (found < 0) return 0;
        if (found == 0) {
            t->hits[t->hit_count++] = (hit){one->move, start, end};
            set_bit(t->heard, one->move);
            return 1;
        }
        if (one->whole) return 1;
        from = end > start + 1 ? end : start + 1;
    }
    return 1;
}

/* The patterns that have all they need in the text, in order. */
static uint32_t candidates(turn *t, uint32_t party, const uint8_t *only) {
    rules *by = t->by[party];
    const finding *found = &t->found[party];
    uint32_t woken = 0, count = 0;
    for (uint32_t word = 0; word < found->words; word++) {
        for (uint64_t left = found->awake[word]; left; left &= left - 1) {
            uint32_t number = word * 64 + lowest_bit(left);
            if (number >= by->sieve.said) break;
            fetch(&by->patterns[number]);
            t->candidates[woken++] = number;
        }
    }
    for (uint32_t i = 0; i < woken; i++) {
        uint32_t number = t->candidates[i];
        const pattern *one = &by->patterns[number];
        if (!has_wanted(one, found) || one->longest < t->run.length || (only != NULL && !only[one->move])) continue;
        uint32_t expression = expression_of(by, number);
        if (expression != NOTHING) fetch(&by->store.nodes[expression]);
        t->candidates[count++] = number;
    }
    return count;
}

static int tell_all(turn *t, uint32_t party, const uint8_t *only) {
    rules *by = t->by[party];
    uint32_t count = candidates(t, party, only);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t number = t->candidates[i];
        if (!has_bit(t->heard, by->patterns[number].move) && !tell(t, party, number)) return 0;
    }
    return 1;
}

static int by_move(const void *a, const void *b) {
    uint32_t x = ((const hit *)a)->move, y = ((const hit *)b)->move;
    return (x > y) - (x < y);
}

/* The hits, each with the name of its move. */
static PyObject *listed(const turn *t, PyObject *names) {
    PyObject *list = PyList_New(0);
    for (uint32_t i = 0; list != NULL && i < t->hit_count; i++) {
        PyObject *name = PyTuple_GetItem(names, t->hits[i].move);
        PyObject *one = name == NULL ? NULL : Py_BuildValue("Oii", name, t->hits[i].start, t->hits[i].end);
        if (one == NULL || PyList_Append(list, one) < 0) Py_CLEAR(list);
        Py_XDECREF(one);
    }
    return list;
}

/* One block for all that a turn needs: no memory is asked for while expressions run. */
static void *scratch(turn *t, uint32_t moves, size_t length) {
    size_t bits = moves / 64 + 1, most = 0;
    for (int i = 0; i < t->parties; i++) {
        bits += finding_size(&t->by[i]->sieve);
        if (t->by[i]->sieve.said > most) most = t->by[i]->sieve.said;
    }
    size_t size = bits * sizeof(uint64_t) + FRAMES * FRAME_SIZE + moves * sizeof(hit) +
                  (most + length + 1) * sizeof(uint32_t) + length;
    uint8_t *memory = malloc(size + 64);
    if (memory == NULL) return NULL;
    t->heard = (uint64_t *)memory;
    memset(t->heard, 0, (moves / 64 + 1) * sizeof(uint64_t));
    t->run.frames = (frame *)(memory + bits * sizeof(uint64_t));
    t->hits = (hit *)(memory + bits * sizeof(uint64_t) + FRAMES * FRAME_SIZE);
    t->candidates = (uint32_t *)(t->hits + moves);
    t->run.text = t->candidates + most;
    t->run.buckets = (uint8_t *)(t->run.text + length + 1);
    return memory;
}

static int is_near_all(const uint32_t *text, int32_t length) {
    int commas = 0;
    for (int32_t i = 0; i < length; i++) {
        if (is_stop(text[i])) return 0;
        commas += text[i] == ',';
    }
    return commas < 2;
}

/* 1: the hits are there; 0: too hard. */
static int listen(turn *t, const uint8_t *only) {
    uint64_t steps = STEPS, *memory = t->heard + (t->by[0]->bars.count / 64 + 1);
    t->run.steps = &steps;
    for (int32_t i = 0; i < t->run.length; i++) ((uint8_t *)t->run.buckets)[i] = (uint8_t)bucket_of(t->run.text[i]);
    t->near_all = is_near_all(t->run.text, t->run.length);
    for (int i = 0; i < t->parties; i++) {
        find_in(&t->by[i]->sieve, &t->found[i], memory, t->run.text, t->run.length);
        memory += finding_size(&t->by[i]->sieve);
    }
    for (int i = 0; i < t->parties; i++)
        if (!tell_all(t, (uint32_t)i, only)) return 0;
    qsort(t->hits, t->hit_count, sizeof *t->hits, by_move);
    return 1;
}

static PyObject *hear(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *text, *first, *second, *flags, *names;
    if (!PyArg_ParseTuple(args, "UOOOO!", &text, &first, &second, &flags, &PyTuple_Type, &names)) return NULL;
    turn t = {.parties = second == Py_None ? 1 : 2};
    if ((t.by[0] = PyCapsule_GetPointer(first, NAME)) == NULL) return NULL;
    if (t.parties == 2 && (t.by[1] = PyCapsule_GetPointer(second, NAME)) == NULL) return NULL;
    uint32_t moves = t.by[0]->bars.count;
    if (t.parties == 2 && t.by[1]->bars.count != moves) {
        PyErr_SetString(PyExc_ValueError, "rules of different parties");
        return NULL;
    }
    const uint8_t *only = NULL;
    if (flags != Py_None) {
        char *bytes;
        Py_ssize_t size;
        if (PyBytes_AsStringAndSize(flags, &bytes, &size) < 0) return NULL;
        if ((size_t)size != moves) {
            PyErr_SetString(PyExc_ValueError, "a flag for each move");
            return NULL;
        }
        only = (const uint8_t *)bytes;
    }
    Py_ssize_t length = PyUnicode_GetLength(text);
    if (length < 0 || length > LONGEST) Py_RETURN_NONE;
    void *memory = scratch(&t, moves, (size_t)length);
    if (memory == NULL) return PyErr_NoMemory();
    PyObject *result = NULL;
    if (PyUnicode_AsUCS4(text, (Py_UCS4 *)t.run.text, length + 1, 1) != NULL) {
        t.run.length = (int32_t)length;
        result = listen(&t, only) ? listed(&t, names) : Py_NewRef(Py_None);
    }
    free(memory);
    return result;
}

static void rules_end(rules *r) {
    strings_end(&r->sieve.plain);
    strings_end(&r->sieve.words);
    free(r->sieve.effects);
    free(r->sieve.effect_ends);
    store_end(&r->store);
    free(r->patterns);
    Py_XDECREF(r->held);
    free(r);
}

static void drop(PyObject *capsule) { rules_end(PyCapsule_GetPointer(capsule, NAME)); }

static int strings_of(strings *s, PyObject *text) {
    Py_UCS4 *points = PyUnicode_AsUCS4Copy(text);
    if (points == NULL) return 0;
    int done = strings_read(s, points, (size_t)PyUnicode_GetLength(text));
    PyMem_Free(points);
    return done;
}

/* Where the bytes of an argument lie, and how many numbers they are. */
static const uint32_t *numbers(PyObject *args, Py_ssize_t which, size_t *size) {
    char *bytes;
    Py_ssize_t length;
    if (PyBytes_AsStringAndSize(PyTuple_GetItem(args, which), &bytes, &length) < 0) return NULL;
    *size = (size_t)length;
    return (const uint32_t *)(const void *)bytes;
}

static int list_at(lists *l, PyObject *args, Py_ssize_t which, uint32_t count, uint32_t below) {
    size_t items_size, ends_size;
    const uint32_t *items = numbers(args, which, &items_size);
    const uint32_t *ends = items == NULL ? NULL : numbers(args, which + 1, &ends_size);
    return ends != NULL && lists_read(l, items, items_size, ends, ends_size, count, below);
}

static int fill_patterns(rules *r, const uint32_t *moves, const uint32_t *longest) {
    const lists *wants = &r->sieve.wants;
    if ((r->patterns = calloc((size_t)r->sieve.patterns + 1, sizeof *r->patterns)) == NULL) return 0;
    for (uint32_t n = 0; n < r->sieve.patterns; n++) {
        uint32_t count = wants->ends[n + 1] - wants->ends[n];
        if (count > WANTS) return 0;
        pattern *one = &r->patterns[n];
        one->want_count = (uint8_t)count;
        memcpy(one->wants, wants->items + wants->ends[n], count * sizeof *one->wants);
        one->move = moves[n];
        one->longest = (uint16_t)(longest[n] < LONGEST ? longest[n] : LONGEST);
        one->expression = UNREAD;
    }
    return 1;
}

/* Fills in from the arguments of `load`, in their order; 0 where they do not fit together. */
static int fill(rules *r, PyObject *args) {
    size_t texts, ends, moves, longest, always;
    const uint32_t *of, *most;
    sieve *s = &r->sieve;
    if (!strings_of(&s->plain, PyTuple_GetItem(args, 0)) || !strings_of(&s->words, PyTuple_GetItem(args, 1))) return 0;
    r->texts = (const uint8_t *)numbers(args, 2, &texts);
    if (r->texts == NULL || (r->ends = numbers(args, 3, &ends)) == NULL) return 0;
    if ((of = numbers(args, 4, &moves)) == NULL || (most = numbers(args, 5, &longest)) == NULL) return 0;
    if ((s->always = numbers(args, 6, &always)) == NULL || moves != longest || ends != moves + 4 || moves % 4) return 0;
    uint32_t known = s->plain.count + s->words.count;
    s->patterns = (uint32_t)(moves / 4);
    s->always_count = (uint32_t)(always / 4);
    size_t counts_size;
    const uint32_t *counts = numbers(args, 7, &counts_size); /* vetoes, moves, groups */
    if (counts == NULL || counts_size != 12 || counts[0] > s->patterns) return 0;
    s->said = s->patterns - counts[0];
    s->groups = counts[2];
    for (uint32_t i = 0; i < s->patterns; i++)
        if (r->ends[i] > r->ends[i + 1] || r->ends[i + 1] > texts || of[i] >= counts[1]) return 0;
    for (uint32_t i = 0; i < s->always_count; i++)
        if (s->always[i] >= s->patterns) return 0;
    if (!list_at(&r->bars, args, 8, counts[1], s->patterns) || !list_at(&s->woken, args, 10, known, s->patterns)) return 0;
    if (!list_at(&s->gives, args, 12, known, s->groups) || !list_at(&s->wants, args, 14, s->patterns, s->groups)) return 0;
    if (!list_at(&s->asked, args, 16, counts[0], known) || !sieve_ready(s)) return 0;
    for (uint32_t i = 0; i < r->bars.ends[counts[1]]; i++)
        if (r->bars.items[i] < s->said) return 0;
    return fill_patterns(r, of, most) && store_begin(&r->store);
}

static PyObject *load(PyObject *module, PyObject *args) {
    (void)module;
    if (PyTuple_Size(args) != 18) {
        PyErr_SetString(PyExc_TypeError, "18 parts");
        return NULL;
    }
    rules *r = calloc(1, sizeof *r);
    if (r == NULL) return PyErr_NoMemory();
    r->held = Py_NewRef(args);
    PyObject *capsule = NULL;
    if (fill(r, args)) capsule = PyCapsule_New(r, NAME, drop);
    else if (!PyErr_Occurred()) PyErr_SetString(PyExc_ValueError, "the parts of the rules do not fit together");
    if (capsule == NULL) rules_end(r);
    return capsule;
}

static PyObject *size(PyObject *module, PyObject *capsule) {
    (void)module;
    rules *r = PyCapsule_GetPointer(capsule, NAME);
    if (r == NULL) return NULL;
    return Py_BuildValue("II", r->store.node_count, r->store.pool_count);
}

static PyMethodDef methods[] = {
    {"load", load, METH_VARARGS, "One party's patterns in one language, from their stored parts."},
    {"hear", hear, METH_VARARGS, "The moves in a text, (name, start, end) each, or None where Python must look."},
    {"table", characters_table, METH_NOARGS, "A table of characters that knows none yet."},
    {"teach", characters_teach, METH_VARARGS, "What a character is worth."},
    {"combine", characters_combine, METH_VARARGS, "The bits of all characters of a text, None where one is not known."},
    {"translate", characters_translate, METH_VARARGS, "What each character of a text becomes, None where one is not known."},
    {"size", size, METH_O, "How many elements have been read, and how many numbers their pool holds."},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_matcher", "The matcher's inner part.", 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__matcher(void) { return PyModule_Create(&definition); }
