/** Tests of the deployment package. */
@NullMarked
package io.spillway.packaging;

import org.jspecify.annotations.NullMarked;
