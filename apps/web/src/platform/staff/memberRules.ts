import { useTexts } from '../../i18n'
import type { MemberValues } from './useStaff'

/** What a member of staff needs, for adding and for changing one. */
export function useMemberRules() {
  const { t } = useTexts()
  return ({ name, role, postId }: MemberValues) => ({
    name: name.trim() ? undefined : t('staff.form.nameMissing'),
    postId: role === 'officer' && !postId ? t('staff.form.postMissing') : undefined
  })
}
