#include <poppler.h>

// Poppler's objects are opaque to Swift, and their reference counting wants them untyped.
static inline void vermilion_release_document(PopplerDocument *document) { g_object_unref(document); }
static inline void vermilion_release_page(PopplerPage *page) { g_object_unref(page); }

// GLib's own types belong to whichever module Swift met first, so what is in them is asked for here.
static inline const char *vermilion_message(const GError *error) { return error ? error->message : NULL; }

// A macro, which Swift does not see.
static inline int vermilion_is_encrypted(const GError *error) {
  return g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);
}
