/** Tests that start what is deployed. */
@NullMarked
package io.spillway.packaging.worker;

import org.jspecify.annotations.NullMarked;
