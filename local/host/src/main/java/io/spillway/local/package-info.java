/** Local Spillway server, without Azure. */
@NullMarked
package io.spillway.local;

import org.jspecify.annotations.NullMarked;
