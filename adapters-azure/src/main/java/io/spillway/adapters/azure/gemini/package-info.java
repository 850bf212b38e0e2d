/** Classifying text with Gemini. */
@NullMarked
package io.spillway.adapters.azure.gemini;

import org.jspecify.annotations.NullMarked;
