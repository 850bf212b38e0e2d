/** Which adapters the functions run on: what is set decides. */
@NullMarked
package io.spillway.functions.composition;

import org.jspecify.annotations.NullMarked;
