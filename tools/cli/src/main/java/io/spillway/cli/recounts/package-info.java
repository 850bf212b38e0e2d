/** Command that counts the messages of streams of any deployment again. */
@NullMarked
package io.spillway.cli.recounts;

import org.jspecify.annotations.NullMarked;
