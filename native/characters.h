/* A table of characters below 0x10000, and one pass over a text with it. Functions of the module: see `_matcher.pyi`. */
#ifndef SAYWELL_CHARACTERS_H
#define SAYWELL_CHARACTERS_H

#define Py_LIMITED_API 0x030B0000
#define PY_SSIZE_T_CLEAN
#include <Python.h>

PyObject *characters_table(PyObject *module, PyObject *args);
PyObject *characters_teach(PyObject *module, PyObject *args);
PyObject *characters_combine(PyObject *module, PyObject *args);
PyObject *characters_translate(PyObject *module, PyObject *args);

#endif
