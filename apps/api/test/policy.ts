/*
 * Who gets what, by hand. Read a row: an endpoint, and the status that each person gets for a valid request about
 * Graça, who lives in Gauteng and is served by the consulate in Joanesburgo. "consul" is an officer of that post,
 * "otherConsul" of the embassy in Lisbon. A record's own person asks about their own, whoever it is about.
 *
 * The last four bring the cookie of somebody who might, but it is signed with another key, its time is over, its session
 * was ended, or the account was disabled. What is for everybody stays open to them; as a bearer token all four are refused
 * everywhere, which a test below walks too.
 */
export const POLICY = `
                           nobody  graca  neighbour  consul  otherConsul  analyst  administrator  communications  secretary  programmes  forged  expired  revoked  disabled
getHealth                     200    200        200     200          200      200            200             200        200         200     200      200      200       200
getReadiness                  200    200        200     200          200      200            200             200        200         200     200      200      200       200
getMetrics                    200    200        200     200          200      200            200             200        200         200     401      401      401       401
getOpenApi                    200    200        200     200          200      200            200             200        200         200     200      200      200       200
getSettings                   200    200        200     200          200      200            200             200        200         200     200      200      200       200
getCodeList                   200    200        200     200          200      200            200             200        200         200     200      200      200       200
listOutbox                    200    200        200     200          200      200            200             200        200         200     401      401      401       401
listNotices                   200    200        200     200          200      200            200             200        200         200     200      200      200       200
getRegistrationChallenge      200    200        200     200          200      200            200             200        200         200     200      200      200       200
getSession                    200    200        200     200          200      200            200             200        200         200     200      200      200       200
signInStaff                   401    401        401     401          401      401            401             401        401         401     401      401      401       401
requestSignInCode             202    202        202     202          202      202            202             202        202         202     202      202      202       202
signInRegistrant              422    422        422     422          422      422            422             422        422         422     422      422      422       422
refreshSession                401    401        401     401          401      401            401             401        401         401     401      401      401       401
createFirstAdministrator      410    410        410     410          410      410            410             410        410         410     410      410      410       410
acceptInvitation              410    410        410     410          410      410            410             410        410         410     410      410      410       410
createRegistration            201    201        201     201          201      201            201             201        201         201     201      201      201       201
confirmRegistration           422    422        422     422          422      422            422             422        422         422     422      422      422       422
resendRegistrationCode        202    202        202     202          202      202            202             202        202         202     202      202      202       202
mendRegistrationContact       202    202        202     202          202      202            202             202        202         202     202      202      202       202
checkHelperCode               200    200        200     200          200      200            200             200        200         200     200      200      200       200
changeMyPassword              401    403        403     400          400      400            400             400        400         400     401      401      401       401
listStaff                     401    403        403     403          403      403            200             403        403         403     401      401      401       401
createStaff                   401    403        403     403          403      403            201             403        403         403     401      401      401       401
updateStaff                   401    403        403     403          403      403            200             403        403         403     401      401      401       401
inviteStaff                   401    403        403     403          403      403            202             403        403         403     401      401      401       401
listPosts                     401    403        403     200          200      200            200             200        200         200     401      401      401       401
getPost                       401    403        403     200          200      200            200             200        200         200     401      401      401       401
createPost                    401    403        403     403          403      403            201             403        403         403     401      401      401       401
updatePost                    401    403        403     403          403      403            200             403        403         403     401      401      401       401
listClients                   401    403        403     403          403      403            200             403        403         403     401      401      401       401
getClient                     401    403        403     403          403      403            200             403        403         403     401      401      401       401
createClient                  401    403        403     403          403      403            201             403        403         403     401      401      401       401
rollClientSecret              401    403        403     403          403      403            201             403        403         403     401      401      401       401
revokeClient                  401    403        403     403          403      403            200             403        403         403     401      401      401       401
listWebhooks                  401    403        403     403          403      403            200             403        403         403     401      401      401       401
getWebhook                    401    403        403     403          403      403            200             403        403         403     401      401      401       401
createWebhook                 401    403        403     403          403      403            201             403        403         403     401      401      401       401
updateWebhook                 401    403        403     403          403      403            200             403        403         403     401      401      401       401
rollWebhookSecret             401    403        403     403          403      403            201             403        403         403     401      401      401       401
testWebhook                   401    403        403     403          403      403            201             403        403         403     401      401      401       401
listDeliveries                401    403        403     403          403      403            200             403        403         403     401      401      401       401
replayDelivery                401    403        403     403          403      403            200             403        403         403     401      401      401       401
createToken                   401    401        401     401          401      401            401             401        401         401     401      401      401       401
getAuthorizationServer        200    200        200     200          200      200            200             200        200         200     200      200      200       200
listRegistrants               401    403        403     200          200      403            403             403        403         403     401      401      401       401
countRegistrants              401    403        403     200          200      403            403             403        403         403     401      401      401       401
searchRegistrants             401    403        403     200          200      403            403             403        403         403     401      401      401       401
getRegistrant                 401    403        403     200          404      403            403             403        403         403     401      401      401       401
revealRegistrantContact       401    403        403     200          404      403            403             403        403         403     401      401      401       401
createRegistrant              401    403        403     201          201      403            403             403        403         403     401      401      401       401
updateRegistrant              401    403        403     200          404      403            403             403        403         403     401      401      401       401
vouchRegistrant               401    403        403     200          404      403            403             403        403         403     401      401      401       401
setRegistrantContact          401    403        403     200          404      403            403             403        403         403     401      401      401       401
setRegistrantConsent          401    403        403     200          404      403            403             403        403         403     401      401      401       401
changeRegistrantState         401    403        403     200          404      403            403             403        403         403     401      401      401       401
claimRegistrant               401    403        403     409          404      403            403             403        403         403     401      401      401       401
eraseRegistrant               401    403        403     200          404      403            403             403        403         403     401      401      401       401
listRegistrantHistory         401    403        403     200          404      403            403             403        403         403     401      401      401       401
exportRegistrants             401    403        403     200          200      403            403             403        403         403     401      401      401       401
listHelpers                   401    403        403     200          200      403            403             403        403         403     401      401      401       401
createHelper                  401    403        403     201          201      403            403             403        403         403     401      401      401       401
revokeHelper                  401    403        403     200          404      403            403             403        403         403     401      401      401       401
getDashboard                  401    403        403     200          200      200            200             200        200         200     401      401      401       401
downloadTable                 401    403        403     200          200      200            200             200        200         200     401      401      401       401
createChargeReport            201    201        201     201          201      201            201             201        201         201     201      201      201       201
listChargeReports             401    403        403     403          403      403            200             403        403         403     401      401      401       401
getChargeReport               401    403        403     403          403      403            200             403        403         403     401      401      401       401
handleChargeReport            401    403        403     403          403      403            200             403        403         403     401      401      401       401
listReferences                401    403        403     200          200      200            200             200        200         200     401      401      401       401
listCampaigns                 401    403        403     403          403      200            200             200        403         403     401      401      401       401
getCampaign                   401    403        403     403          403      200            200             200        403         403     401      401      401       401
createCampaign                401    403        403     403          403      403            403             201        403         403     401      401      401       401
updateCampaign                401    403        403     403          403      403            403             200        403         403     401      401      401       401
finishCampaign                401    403        403     403          403      403            403             200        403         403     401      401      401       401
getCampaignResults            401    403        403     403          403      200            200             200        403         403     401      401      401       401
getArrivals                   401    403        403     403          403      200            200             200        403         403     401      401      401       401
createLink                    401    403        403     403          403      403            403             201        403         403     401      401      401       401
updateLink                    401    403        403     403          403      403            403             200        403         403     401      401      401       401
downloadLinkFile              401    403        403     403          403      200            200             200        403         403     401      401      401       401
followLink                    302    302        302     302          302      302            302             302        302         302     302      302      302       302
recordVisit                   202    202        202     202          202      202            202             202        202         202     202      202      202       202
listMailings                  401    403        403     403          403      403            200             200        403         403     401      401      401       401
getMailing                    401    403        403     403          403      403            200             200        403         403     401      401      401       401
createMailing                 401    403        403     403          403      403            403             201        403         403     401      401      401       401
updateMailing                 401    403        403     403          403      403            403             200        403         403     401      401      401       401
countMailingReach             401    403        403     403          403      403            200             200        403         403     401      401      401       401
testMailing                   401    403        403     403          403      403            403             202        403         403     401      401      401       401
proposeMailing                401    403        403     403          403      403            403             200        403         403     401      401      401       401
reviseMailing                 401    403        403     403          403      403            403             200        403         403     401      401      401       401
approveMailing                401    403        403     403          403      403            200             200        403         403     401      401      401       401
stopMailing                   401    403        403     403          403      403            200             200        403         403     401      401      401       401
resendUnknown                 401    403        403     403          403      403            409             409        403         403     401      401      401       401
unsubscribe                   200    200        200     200          200      200            200             200        200         200     200      200      200       200
unsubscribeOneClick           200    200        200     200          200      200            200             200        200         200     200      200      200       200
getMyRecord                   401    200        200     403          403      403            403             403        403         403     401      401      401       401
updateMyRecord                401    200        200     403          403      403            403             403        403         403     401      401      401       401
requestContactChange          401    202        202     403          403      403            403             403        403         403     401      401      401       401
confirmContactChange          401    422        422     403          403      403            403             403        403         403     401      401      401       401
affirmMyRecord                401    200        200     403          403      403            403             403        403         403     401      401      401       401
claimMyRecord                 401    409        409     403          403      403            403             403        403         403     401      401      401       401
setMyConsent                  401    200        200     403          403      403            403             403        403         403     401      401      401       401
changeMyState                 401    200        200     403          403      403            403             403        403         403     401      401      401       401
listMyHistory                 401    200        200     403          403      403            403             403        403         403     401      401      401       401
downloadMyRecord              401    200        200     403          403      403            403             403        403         403     401      401      401       401
eraseMyRecord                 401    200        200     403          403      403            403             403        403         403     401      401      401       401
signOut                       200    200        200     200          200      200            200             200        200         200     200      200      200       200
`
