/** Business calendars with the public holidays that Jollyday knows. */
@NullMarked
package io.relance.adapter.calendarjollyday;

import org.jspecify.annotations.NullMarked;
