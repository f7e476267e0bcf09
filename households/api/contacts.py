"""Endpoints of contacts, visits, demands and tasks: the filters of the pages, the actions of the forms."""

from uuid import uuid4

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.response import Response

from households import contact_filters as sets
from households.actions import demands, pairing, visits
from households.contact_enums import DemandOutcome, DemandSource, DemandStep
from households.contact_words import phone_shown
from households.enums import VisitPurpose
from households.models import Demand, FileTask, HomeVisit, Pairing
from households.queries import contacts
from households.queries.demands import demands_for
from households.queries.files import files_for
from households.queries.tasks import tasks_for
from unionaid.accounts.api import PostingView
from unionaid.accounts.models import User
from unionaid.accounts.permissions import Permission
from unionaid.privacy.masks import mask_numbers
from unionaid.web.api import Pages


class PairingShape(serializers.ModelSerializer):
    """Telephones of people are masked."""

    file_no = serializers.CharField(source="archive.file_no")
    contact_phone = serializers.SerializerMethodField()

    class Meta:
        model = Pairing
        fields = (
            "id", "file_no", "contact_name", "contact_post", "contact_phone", "paired_on", "last_visit_on",
            "next_visit_on", "ended_on", "end_reason",
        )
        read_only_fields = fields

    def get_contact_phone(self, row) -> str:
        return phone_shown(row)


class VisitShape(serializers.ModelSerializer):
    """In the findings what looks like a number of a person is masked."""

    file_no = serializers.CharField(source="archive.file_no")
    findings = serializers.SerializerMethodField()

    class Meta:
        model = HomeVisit
        fields = (
            "id", "file_no", "purpose", "visited_on", "visitors", "visitor_count", "met", "findings",
            "next_on",
        )
        read_only_fields = fields

    def get_findings(self, row) -> str:
        return mask_numbers(row.findings)


class DemandShape(serializers.ModelSerializer):
    """In the content what looks like a number of a person is masked."""

    file_no = serializers.CharField(source="archive.file_no")
    content = serializers.SerializerMethodField()

    class Meta:
        model = Demand
        fields = (
            "id", "file_no", "kind", "content", "source", "raised_on", "due_on", "status", "referred_to",
            "outcome", "closed_on",
        )
        read_only_fields = fields

    def get_content(self, row) -> str:
        return mask_numbers(row.content)


class TaskShape(serializers.ModelSerializer):
    file_no = serializers.CharField(source="archive.file_no")
    assigned_to = serializers.CharField(source="assigned_to.username", default=None)

    class Meta:
        model = FileTask
        fields = (
            "id", "file_no", "kind", "reason", "raised_on", "due_on", "status", "assigned_to", "outcome",
            "ended_on",
        )
        read_only_fields = fields


class Contact(serializers.Serializer):
    """A household and who is to answer for it: a user name, or name, post and telephone."""

    file_no = serializers.CharField()
    username = serializers.CharField(required=False, default="")
    name = serializers.CharField(required=False, default="", max_length=60)
    post = serializers.CharField(required=False, default="", max_length=120)
    phone = serializers.CharField(required=False, default="", max_length=30)
    note = serializers.CharField(required=False, default="", max_length=200)


class NewHomeVisit(serializers.Serializer):
    file_no = serializers.CharField()
    purpose = serializers.ChoiceField(VisitPurpose.choices)
    visited_on = serializers.DateField()
    visitors = serializers.ListField(child=serializers.CharField(max_length=30), max_length=9)
    met = serializers.CharField(required=False, default="", allow_blank=True, max_length=60)
    findings = serializers.CharField(max_length=2000)
    next_on = serializers.DateField(required=False, default=None, allow_null=True)


class NewDemand(serializers.Serializer):
    file_no = serializers.CharField()
    kind = serializers.CharField(max_length=20)
    content = serializers.CharField(max_length=500)
    source = serializers.ChoiceField(DemandSource.choices)
    due_on = serializers.DateField(required=False, default=None, allow_null=True)


class DemandHandling(serializers.Serializer):
    step = serializers.ChoiceField([DemandStep.ANSWER, DemandStep.REFER, DemandStep.CLOSE])
    note = serializers.CharField(max_length=1000)
    referred_to = serializers.CharField(required=False, default="", allow_blank=True, max_length=80)
    outcome = serializers.ChoiceField(DemandOutcome.choices, required=False, default="", allow_blank=True)


class ListView(PostingView, GenericAPIView):
    """A list of the scope with the filters of its page."""

    required = (Permission.VIEW_FILES,)
    pagination_class = Pages
    filter_backends = ()
    filters = None

    def rows(self):
        raise NotImplementedError

    def get(self, request):
        filters = self.filters(request.GET, self.rows(), posting=self.posting)
        if not filters.is_valid():
            return Response({"code": "wrong_filter", "errors": filters.errors}, status=400)
        page = self.paginate_queryset(filters.qs)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def given(self, shape):
        """Return (the household, the other values) of what was sent."""
        sent = shape(data=self.request.data)
        sent.is_valid(raise_exception=True)
        values = dict(sent.validated_data)
        number = values.pop("file_no")
        return get_object_or_404(files_for(self.posting).select_related("unit"), file_no=number), values


class PairingsView(ListView):
    """Current pairings; POST pairs a household, or hands it over where it has a contact."""

    serializer_class = PairingShape
    queryset = Pairing.objects.none()
    filters = sets.LedgerFilter
    writes = (Permission.ENTER_FILES, Permission.REVIEW_FILES)

    def rows(self):
        return contacts.visits_due(self.posting)

    @extend_schema(request=Contact, responses={201: PairingShape})
    def post(self, request):
        archive, values = self.given(Contact)
        name = values.pop("username")
        if name:
            values = {"user": get_object_or_404(User, username=name), "note": values["note"]}
        made = pairing.assign(archives=[archive], by=self.posting, **values)
        return Response(PairingShape(made, many=True).data, status=201)


class HomeVisitsView(ListView):
    serializer_class = VisitShape
    queryset = HomeVisit.objects.none()
    filters = sets.VisitRecordsFilter

    def rows(self):
        return contacts.visits_for(self.posting)

    @extend_schema(request=NewHomeVisit, responses={201: VisitShape})
    def post(self, request):
        """Write a visit down. The same Idempotency-Key gives the same visit."""
        archive, values = self.given(NewHomeVisit)
        key = request.headers.get("Idempotency-Key") or str(uuid4())
        made = visits.record_visit(archive=archive, by=self.posting, request_key=key[:40], **values)
        return Response(VisitShape(made).data, status=201)


class DemandsView(ListView):
    serializer_class = DemandShape
    queryset = Demand.objects.none()
    filters = sets.DemandsFilter

    def rows(self):
        return demands_for(self.posting)

    @extend_schema(request=NewDemand, responses={201: DemandShape})
    def post(self, request):
        archive, values = self.given(NewDemand)
        made = demands.raise_demand(archive=archive, by=self.posting, **values)
        return Response(DemandShape(made).data, status=201)


class DemandView(PostingView):
    """Answer, refer or close a demand."""

    required = (Permission.VIEW_FILES,)

    @extend_schema(operation_id="demands_handle", request=DemandHandling, responses=OpenApiTypes.OBJECT)
    def post(self, request, pk):
        sent = DemandHandling(data=request.data)
        sent.is_valid(raise_exception=True)
        row = get_object_or_404(demands_for(self.posting), pk=pk)
        made = demands.handle(demand=row, by=self.posting, **sent.validated_data)
        return Response(DemandShape(made).data)


class TasksView(ListView):
    serializer_class = TaskShape
    queryset = FileTask.objects.none()
    filters = sets.TasksFilter

    def rows(self):
        return tasks_for(self.posting)
