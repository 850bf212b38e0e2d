/** Tests that start the deployed package. */
@NullMarked
package io.spillway.packaging.worker;

import org.jspecify.annotations.NullMarked;
