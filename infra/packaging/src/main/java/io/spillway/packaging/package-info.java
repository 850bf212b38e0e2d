/** Packaging of the function app that the Functions plugin has staged. */
@NullMarked
package io.spillway.packaging;

import org.jspecify.annotations.NullMarked;
