/** Reading of texts: words and phrases under disguises, look-alike letters, links. */
@NullMarked
package io.spillway.core.text;

import org.jspecify.annotations.NullMarked;
