/** Tests of the published artifacts from the perspective of an embedding application. */
@NullMarked
package io.spillway.embedding;

import org.jspecify.annotations.NullMarked;
