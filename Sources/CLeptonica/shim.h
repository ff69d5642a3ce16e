#include <leptonica/allheaders.h>
#include <tiffio.h>

// Leptonica leaves libtiff's own messages on, and they go to standard error.
static inline void silenceTIFF(void) {
  TIFFSetErrorHandler(NULL);
  TIFFSetWarningHandler(NULL);
}
