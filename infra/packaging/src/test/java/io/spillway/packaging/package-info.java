/** Tests of what is deployed, as it is deployed. */
@NullMarked
package io.spillway.packaging;

import org.jspecify.annotations.NullMarked;
