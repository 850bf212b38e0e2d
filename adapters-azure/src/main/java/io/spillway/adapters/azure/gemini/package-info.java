/** Classifier backed by Google Gemini. */
@NullMarked
package io.spillway.adapters.azure.gemini;

import org.jspecify.annotations.NullMarked;
