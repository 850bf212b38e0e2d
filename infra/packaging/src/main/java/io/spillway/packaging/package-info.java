/** Makes what is deployed out of what the Functions plugin has staged. */
@NullMarked
package io.spillway.packaging;

import org.jspecify.annotations.NullMarked;
