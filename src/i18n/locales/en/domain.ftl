### Terms of the domain: forms of cooperation, the innovation chain, readiness levels.

form-joint-research = Joint R&D
    .hint = Both sides set up a project together, share people, funds and equipment, and share the results as agreed.
form-licensing = Transfer and licensing
    .hint = Existing results such as patents, software or know-how are assigned or licensed to an enterprise.
form-commissioned = Commissioned development
    .hint = The enterprise states the requirements and pays; the university develops and delivers on an agreed date.
form-testing = Testing and shared equipment
    .hint = The university tests, analyses or runs trials for the enterprise, or opens its equipment for use.
form-platform = Co-built platform
    .hint = Both sides build and run a research platform, a laboratory or a pilot base for the long term.
form-curriculum = Co-built major or courses
    .hint = Both sides build a major, revise a programme or develop courses around what the jobs require.
form-textbook = Co-edited textbook
    .hint = Teachers and experts from the enterprise write a textbook, cases or a training manual together.
form-co-teaching = Shared teaching staff
    .hint = Experts from the enterprise teach at the university, and teachers take posts or train in the enterprise.
form-internship = Internships and recruitment
    .hint = The enterprise takes trainees and interns, and recruits graduates who fit.
form-consulting = Consulting
    .hint = Experts diagnose a technical, management or policy question and give advice.
form-open-challenge = Open challenge
    .hint = A hard problem and its reward are published, and anyone able to solve it may take it up, whatever their rank.

chain-basic-research = Basic research
chain-application-development = Application development
chain-achievement-transfer = Transfer of research results
chain-industrialization = Industrialization

trl-1 = Basic principles observed
    .hint = The basic principles behind the technology have been observed and reported.
trl-2 = Technology concept formulated
    .hint = A technology concept and its possible application have been formulated, with no experimental proof yet.
trl-3 = Experimental proof of concept
    .hint = Analysis and experiments have shown that the key functions of the concept work.
trl-4 = Technology validated in lab
    .hint = The main components have been put together and shown to work in a laboratory.
trl-5 = Technology validated in relevant environment
    .hint = The components have been validated in an environment close to real use, for key enabling technologies an industrially relevant one.
trl-6 = Technology demonstrated in relevant environment
    .hint = A system model or prototype has been demonstrated in an environment close to real use, such as a pilot line.
trl-7 = System prototype demonstrated in operational environment
    .hint = A prototype of the full system has been demonstrated where and how it will be used.
trl-8 = System complete and qualified
    .hint = The final system is complete and has passed the tests and qualification its use requires.
trl-9 = Actual system proven in operational environment
    .hint = The actual system has proved itself in real operation, and the product can be manufactured and sold competitively.

kind-need = Need
kind-capability = Capability

state-draft = Draft
state-in-review = In review
state-changes-asked = Changes asked
state-refused = Refused
state-published = Published
state-closed = Closed

disclosure-public = Public
    .hint = Everybody reads all of it.
disclosure-teaser = Teaser
    .hint = Verified organizations read all of it; everybody else reads title, summary and what is chosen from lists.
disclosure-confidential = Confidential
    .hint = Your organization reads all of it, and a counterpart whose interest you accept; everybody else reads title, summary and what is chosen from lists.

ip-assignment = Rights pass to the enterprise
ip-exclusive-licence = Exclusive licence
ip-non-exclusive-licence = Non-exclusive licence
ip-joint-ownership = Joint ownership
ip-open = Open to everyone
ip-negotiable = To be agreed

organization-university = University
organization-research-institute = Research institute
organization-vocational-college = Vocational college
organization-enterprise = Enterprise
organization-association = Industry association
organization-park = Science park or pilot base
organization-government = Government office

dimension-topic = Topic
dimension-chain = Industrial chain
dimension-stage = Stage (TRL)
dimension-form = Talent and form
dimension-region = Region
dimension-terms = Terms

band-snug = Snug fit
band-close = Close fit
band-loose = Loose fit

language-en = English
language-zh = Chinese
