"""What the database holds, to compare before and after."""

from django.apps import apps

Stored = dict[str, list[str]]


def everything_stored() -> Stored:
    """Every row of every table, by model."""
    return {
        model._meta.label: sorted(map(repr, model._default_manager.values_list()))
        for model in apps.get_models(include_auto_created=True)
    }
