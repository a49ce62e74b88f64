/* One pass over the characters of a text: what kinds it has (`saywell/language/kinds.py`), and what it is folded to. What a
 * character means is taught by Python when it is first met. */
#include "characters.h"

#include <stdlib.h>
#include <string.h>

#define NAME "saywell.language.characters"
#define CHARACTERS 0x10000
#define KNOWN ((uint64_t)1 << 63)
#define FEW 256

static uint64_t *values_of(PyObject *capsule) { return PyCapsule_GetPointer(capsule, NAME); }

static void drop(PyObject *capsule) { free(values_of(capsule)); }

PyObject *characters_table(PyObject *module, PyObject *args) {
    (void)module;
    (void)args;
    uint64_t *values = calloc(CHARACTERS, sizeof *values);
    if (values == NULL) return PyErr_NoMemory();
    PyObject *capsule = PyCapsule_New(values, NAME, drop);
    if (capsule == NULL) free(values);
    return capsule;
}

PyObject *characters_teach(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *capsule;
    unsigned int character;
    unsigned long long value;
    if (!PyArg_ParseTuple(args, "OIK", &capsule, &character, &value)) return NULL;
    uint64_t *values = values_of(capsule);
    if (values == NULL) return NULL;
    if (character >= CHARACTERS || value & KNOWN) {
        PyErr_SetString(PyExc_ValueError, "a character below 0x10000 and a value of 63 bits");
        return NULL;
    }
    values[character] = value | KNOWN;
    Py_RETURN_NONE;
}

/* A text's characters, in `few` where they fit; NULL and an exception where there is no memory. */
static Py_UCS4 *characters_of(PyObject *text, Py_ssize_t *length, Py_UCS4 *few) {
    if ((*length = PyUnicode_GetLength(text)) < 0) return NULL;
    Py_UCS4 *into = *length < FEW ? few : malloc(((size_t)*length + 1) * sizeof *into);
    if (into == NULL) PyErr_NoMemory();
    else if (PyUnicode_AsUCS4(text, into, *length + 1, 1) == NULL) {
        if (into != few) free(into);
        into = NULL;
    }
    return into;
}

PyObject *characters_combine(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *capsule, *text;
    Py_UCS4 few[FEW], *characters;
    Py_ssize_t length;
    if (!PyArg_ParseTuple(args, "OU", &capsule, &text)) return NULL;
    uint64_t *values = values_of(capsule), all = 0, each = KNOWN;
    if (values == NULL || (characters = characters_of(text, &length, few)) == NULL) return NULL;
    for (Py_ssize_t i = 0; i < length && each; i++) {
        uint64_t value = characters[i] < CHARACTERS ? values[characters[i]] : 0;
        all |= value;
        each &= value;
    }
    if (characters != few) free(characters);
    return each ? PyLong_FromUnsignedLongLong(all & ~KNOWN) : Py_NewRef(Py_None);
}

PyObject *characters_translate(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *capsule, *text, *result = NULL;
    Py_UCS4 few[FEW], *characters;
    wchar_t few_new[FEW], *new = few_new;
    Py_ssize_t length, i = 0;
    int changed = 0;
    if (!PyArg_ParseTuple(args, "OU", &capsule, &text)) return NULL;
    uint64_t *values = values_of(capsule);
    if (values == NULL || (characters = characters_of(text, &length, few)) == NULL) return NULL;
    if (length >= FEW && (new = malloc((size_t)length * sizeof *new)) == NULL) PyErr_NoMemory();
    else {
        for (; i < length; i++) {
            uint64_t value = characters[i] < CHARACTERS ? values[characters[i]] : 0;
            if (!(value & KNOWN)) break;
            new[i] = (wchar_t)(value & ~KNOWN);
            changed |= (Py_UCS4)new[i] != characters[i];
        }
        if (i < length) result = Py_NewRef(Py_None);
        else result = changed ? PyUnicode_FromWideChar(new, length) : Py_NewRef(text);
    }
    if (characters != few) free(characters);
    if (new != few_new) free(new);
    return result;
}
