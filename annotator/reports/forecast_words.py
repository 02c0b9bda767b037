"""How far the work is and when it may be done, in sentences that say what they rest on."""

from annotator.agreement.pace import Forecast, NoForecast
from annotator.project.progress import Progress
from annotator.reports.figures import hundredths
from annotator.reports.progress_charts import article_parts
from annotator.words import _, n_, number


def share_words(progress: Progress) -> tuple[str, ...]:
    """Return the share of the articles that somebody finished, then what is to be known of it."""
    more, one, _begun, _left = article_parts(progress)
    if not progress.documents:
        return ("—", _("There are no articles yet."))
    done = more + one
    sentences = [
        n_(
            "{done} of {count} article is finished by at least one annotator.",
            "{done} of {count} articles are finished by at least one annotator.",
            progress.documents,
        ).format(done=number(done), count=number(progress.documents)),
        n_(
            "{count} article is finished by two or more: only such articles can be compared.",
            "{count} articles are finished by two or more: only such articles can be compared.",
            more,
        ).format(count=number(more)),
    ]
    if progress.gold:
        words = n_("Gold is done for {count} article.", "Gold is done for {count} articles.", progress.gold)
        sentences.append(words.format(count=number(progress.gold)))
    return (_("{share} %").format(share=hundredths(done / progress.documents)), *sentences)


def forecast_words(forecast: Forecast) -> tuple[str, ...]:
    """Return in how many days the rest is done, then what that rests on; or why nobody can tell."""
    if forecast.days is None:
        done = forecast.why is NoForecast.NOTHING_LEFT
        return (_("Done") if done else "—", " ".join(forecast.sentences))
    days = n_("{count} day", "{count} days", forecast.days).format(count=number(forecast.days))
    return (
        days,
        " ".join(forecast.sentences),
        _(
            "This counts on as many people as in those days, days of rest among them, and on articles as hard"
            " as before. It knows of no second pass, and not of what is disputed."
        ),
    )
