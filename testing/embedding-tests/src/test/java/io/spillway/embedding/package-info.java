/** What is published, looked at and used as those do who embed it. */
@NullMarked
package io.spillway.embedding;

import org.jspecify.annotations.NullMarked;
