/** Authentication and authorization: keys, sign-ins and roles. */
@NullMarked
package io.spillway.functions.access;

import org.jspecify.annotations.NullMarked;
