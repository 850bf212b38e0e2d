/** Code of docs/sources.md: a team's own sources, and events of other platforms for the queue. */
@NullMarked
package io.spillway.embedding.sources;

import org.jspecify.annotations.NullMarked;
