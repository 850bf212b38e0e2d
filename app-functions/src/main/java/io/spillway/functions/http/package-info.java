/** HTTP: requests, responses and problems. */
@NullMarked
package io.spillway.functions.http;

import org.jspecify.annotations.NullMarked;
