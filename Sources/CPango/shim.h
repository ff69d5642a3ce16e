#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

// Pango's objects are opaque to Swift, and its reference counting wants them untyped.
static inline void vermilion_release(void *object) { g_object_unref(object); }
