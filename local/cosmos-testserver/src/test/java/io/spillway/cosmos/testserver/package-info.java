@NullMarked
package io.spillway.cosmos.testserver;

import org.jspecify.annotations.NullMarked;
