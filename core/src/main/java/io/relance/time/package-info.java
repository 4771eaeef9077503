/** Business dates: calendars of working days, how a date is rolled, and payment terms. Nothing here knows what day it is. */
@NullMarked
package io.relance.time;

import org.jspecify.annotations.NullMarked;
