#include <gmime/gmime.h>

// Swift knows nothing of macros that test an object's type.
static inline int vermilion_is_part(GMimeObject *object) { return GMIME_IS_PART(object); }
